// The paths of the business's own systems, and of its website's form.
import { createHash } from 'node:crypto';

import { CARE } from '../account';
import type { Simulation } from '../Simulation';
import type { Path, Send } from './Path';
import { SAM, ask, pathAnswer, startFields } from './Path';

const WEBHOOKS_MILLISECONDS = 5_000;
const KEY = 'a-systems-key';
const sha256 = createHash('sha256').update(KEY).digest('hex');

export const reminders: Path = {
  name: 'POST /reminders',
  variables: { SYSTEM_KEYS: JSON.stringify([{ name: 'crm', sha256, scopes: ['reminders'] }]) },
  message: 'the message',
  tasks: 1,
  prepare(simulation) {
    const reminder = { key: 'appointment-1', channel: 'sms', to: SAM, from: CARE, body: 'See you tomorrow at 9.' };
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${KEY}` };
    return Promise.resolve(async (count) => {
      const answer = await simulation.request(`request ${count}`, 'reminders', { reminders: [reminder] }, headers);
      const { results = [] } = (answer?.body ?? {}) as { results?: unknown[] };
      return pathAnswer(answer && { status: answer.status, body: results[0] }, 'waits for the reply');
    });
  },
};

const WEBSITE = 'https://www.example.com';

/** The customer hears nothing before an agent writes. */
const contactRequest = {
  settings: { contactRequests: { from: CARE } },
  variables: { CONTACT_FORM_ORIGINS: WEBSITE },
  tasks: 1,
} as const;

function form(simulation: Simulation, done: string): Send {
  const requestId = simulation.chance.of('form').uuid();
  const fields = { requestId, name: 'Sam Customer', number: SAM, message: 'My order is late' };
  return async (count) =>
    pathAnswer(await simulation.request(`request ${count}`, 'contact-requests', fields, { origin: WEBSITE }), done);
}

export const contactRequests: Path = {
  name: 'POST /contact-requests',
  ...contactRequest,
  prepare: (simulation) => Promise.resolve(form(simulation, 'task made')),
};

export const contactRequestsOpen: Path = {
  name: 'POST /contact-requests of a customer in a conversation',
  ...contactRequest,
  async prepare(simulation) {
    await ask(simulation, 'before', 'alice', ['interactions', startFields(simulation, 'before')]);
    await simulation.sleep(WEBHOOKS_MILLISECONDS);
    return form(simulation, 'added');
  },
};
