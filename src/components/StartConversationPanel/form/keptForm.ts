import * as v from 'valibot';

import { keep, readKept } from '../../../state/browserStorage';
import type { Draft } from './draft';
import type { RequestIdentity } from './requestIdentity';

/** The form as it was filled in, and the request that it stands for. */
interface KeptForm {
  draft: Partial<Draft>;
  request: RequestIdentity;
}

/** As far as a form of another version of the plugin could do harm. */
const keptFormSchema = v.object({
  draft: v.looseObject({
    customer: v.string(),
    customerName: v.string(),
    body: v.string(),
    template: v.object({ contentSid: v.string(), contentVariables: v.record(v.string(), v.string()) }),
  }),
  request: v.object({ requestId: v.string(), outcome: v.picklist(['none', 'refused', 'uncertain']) }),
});

/** In this tab alone, and each person's own. */
const keyOf = (identity: string): string => `messagingControls.form.${identity}`;

/** What this person had in the form when the page was left. */
export function keptForm(identity: string): KeptForm | undefined {
  const kept = readKept('sessionStorage', keyOf(identity));
  if (kept === undefined) return undefined;
  try {
    const parsed = v.safeParse(keptFormSchema, JSON.parse(kept));
    return parsed.success ? parsed.output : undefined;
  } catch {
    // Somebody else wrote there.
    return undefined;
  }
}

export const keepForm = (identity: string, form: KeptForm): void =>
  keep('sessionStorage', keyOf(identity), JSON.stringify(form));
