import { randomUUID } from 'node:crypto';

import { CARE, SAM } from '../backend';
import type { Path } from './Path';
import { pathAnswer } from './Path';

const WEBSITE = 'https://www.example.com';

/** The customer hears nothing before an agent writes. */
const contactRequest: Pick<Path, 'settings' | 'variables' | 'messages'> = {
  settings: { contactRequests: { from: CARE } },
  variables: { CONTACT_FORM_ORIGINS: WEBSITE },
  messages: 0,
};

const form = () => ({ requestId: randomUUID(), name: 'Sam Customer', number: SAM, message: 'My order is late' });

export const contactRequests: Path = {
  name: 'POST /contact-requests',
  ...contactRequest,
  prepare(backend) {
    const fields = form();
    return Promise.resolve(async () =>
      pathAnswer(await backend.post('contact-requests', fields, { origin: WEBSITE }), 'task made'),
    );
  },
};

export const contactRequestsOpen: Path = {
  name: 'POST /contact-requests of a customer in a conversation',
  ...contactRequest,
  async prepare(backend) {
    await backend.installInteractionsWebhook();
    await backend.send(backend.request());
    await backend.settled();
    const fields = form();
    return async () => pathAnswer(await backend.post('contact-requests', fields, { origin: WEBSITE }), 'added');
  },
};
