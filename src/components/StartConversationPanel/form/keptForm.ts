import * as v from 'valibot';

import { keep, readKept } from '../../../state/browserStorage';
import type { Draft } from './draft';

/** The form as it was filled in. */
interface KeptForm {
  draft: Partial<Draft>;
  /** Of what may have been sent, and carried out. */
  requestId: string | undefined;
}

/** As far as a form of another version of the plugin could do harm. */
const keptFormSchema = v.object({
  draft: v.looseObject({
    customer: v.string(),
    customerName: v.string(),
    body: v.string(),
    template: v.object({ contentSid: v.string(), contentVariables: v.record(v.string(), v.string()) }),
  }),
  request: v.object({ requestId: v.string(), outcome: v.string() }),
});

/** In this tab alone, and each person's own. */
const keyOf = (identity: string): string => `messagingControls.form.${identity}`;

/** What this person had in the form when the page was left. */
export function keptForm(identity: string): KeptForm | undefined {
  const kept = readKept('sessionStorage', keyOf(identity));
  if (kept === undefined) return undefined;
  try {
    const { success, output } = v.safeParse(keptFormSchema, JSON.parse(kept));
    if (!success) return undefined;
    const { draft, request } = output;
    return { draft, requestId: request.outcome === 'uncertain' ? request.requestId : undefined };
  } catch {
    // Somebody else wrote there.
    return undefined;
  }
}

export const keepForm = (identity: string, { draft, requestId = '' }: KeptForm): void =>
  keep(
    'sessionStorage',
    keyOf(identity),
    JSON.stringify({ draft, request: { requestId, outcome: requestId ? 'uncertain' : 'none' } }),
  );
