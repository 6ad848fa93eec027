import * as v from 'valibot';

import type { Backend } from '../../backend/createBackend';
import type { AuditRequest } from '../../contract/audit';
import { auditResponse } from '../../contract/audit';
import { supervisionResponse } from '../../contract/supervision';
import type { SupervisionRequest, UnownedConversation } from '../../contract/supervision';

/** Of the answers of the trace's button and of a sweep what is told here. */
const mended = v.object({ ok: v.literal(true), outcome: v.string() });
const swept = v.object({ ok: v.literal(true), isSwept: v.boolean(), findings: v.array(v.unknown()) });

/** The routes that the view asks. */
export const supervisionBackend = (backend: Backend) => ({
  supervision: (request: SupervisionRequest) => backend.call('supervision', supervisionResponse, { ...request }),
  audit: (request: AuditRequest) => backend.call('audit', auditResponse, { ...request }),
  mend: (conversationSid: string, mend: NonNullable<UnownedConversation['mend']>) =>
    backend.call('mend', mended, { conversationSid, mend }),
  sweep: () => backend.call('janitor', swept, {}),
});
