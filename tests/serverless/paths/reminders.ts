import { createHash } from 'node:crypto';

import type { ReminderResult } from '../../../src/contract/reminders';
import { CARE, SAM } from '../backend';
import type { Path } from './Path';
import { pathAnswer } from './Path';

const KEY = 'a-systems-key';
const sha256 = createHash('sha256').update(KEY).digest('hex');

export const reminders: Path = {
  name: 'POST /reminders',
  variables: { SYSTEM_KEYS: JSON.stringify([{ name: 'crm', sha256, scopes: ['reminders'] }]) },
  messages: 1,
  prepare(backend) {
    const reminder = { key: 'appointment-1', channel: 'sms', to: SAM, from: CARE, body: 'See you tomorrow at 9.' };
    return Promise.resolve(async () => {
      const answer = await fetch(`${backend.functions.url}/reminders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
        body: JSON.stringify({ reminders: [reminder] }),
      });
      const { results } = (await answer.json()) as { results: ReminderResult[] };
      return pathAnswer({ body: results[0]! }, 'started');
    });
  },
};
