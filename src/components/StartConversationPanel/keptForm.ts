import type { Draft } from './draft';
import type { RequestIdentity } from './requestIdentity';

/** The form as it was filled in, and the request that it stands for. */
interface KeptForm {
  draft: Partial<Draft>;
  request: RequestIdentity;
}

/** In this tab alone, and each person's own. */
const keyOf = (identity: string): string => `messagingControls.form.${identity}`;

/** What this person had in the form when the page was left. Storage may be forbidden: then a reload empties the form. */
export function keptForm(identity: string): KeptForm | undefined {
  try {
    const kept = sessionStorage.getItem(keyOf(identity));
    return kept === null ? undefined : (JSON.parse(kept) as KeptForm);
  } catch {
    return undefined;
  }
}

export function keepForm(identity: string, form: KeptForm): void {
  try {
    sessionStorage.setItem(keyOf(identity), JSON.stringify(form));
  } catch (error) {
    console.debug('[Messaging Controls] the form could not be kept', error);
  }
}
