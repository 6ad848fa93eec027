import { templatesRequest } from '../../../src/contract/templates';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import { readTemplates } from '../templates/templates';

/** `POST /templates`: the account's WhatsApp templates that are approved. */
export const handler = defineFunction({
  route: 'templates',
  input: templatesRequest,
  guard: agentToken,

  async read({ twilio }) {
    const templates = await readTemplates(twilio);
    return templates.ok ? templates : failure(twilioError(templates.error));
  },

  act: (_call, { read: templates }) => Promise.resolve(success({ status: 200, body: { ok: true, templates } })),
});
