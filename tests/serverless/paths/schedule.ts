import { randomUUID } from 'node:crypto';

import { DateTime } from 'luxon';

import { namedSid } from '../../../sandbox/src/model/sid';
import { SAM } from '../backend';
import type { Backend } from '../backend';
import type { Path, PathAnswer } from './Path';
import { pathAnswer } from './Path';

const settings = { scheduling: { messagingServiceSid: namedSid('MG', 'Notifications') } };
const ZONE = 'America/Los_Angeles';

const inHours = (hours: number): string =>
  DateTime.now().setZone(ZONE).plus({ hours }).startOf('minute').toFormat("yyyy-MM-dd'T'HH:mm");

const wanted = () => ({
  ...{ action: 'create', requestId: randomUUID(), channel: 'sms', to: SAM, from: '+14155550101' },
  ...{ body: 'See you tomorrow', replyTo: 'agent', sendAt: inHours(20), timeZone: ZONE },
});

const ask = async (backend: Backend, fields: Record<string, string>, done: string): Promise<PathAnswer> =>
  pathAnswer(await backend.ask('alice', 'schedule', fields), done);

export const schedule: Path = {
  name: 'POST /schedule: create',
  settings,
  messages: 1,
  prepare(backend) {
    const fields = wanted();
    return Promise.resolve(() => ask(backend, fields, 'scheduled'));
  },
};

/** The message that was scheduled first is not counted. */
export const scheduleChange: Path = {
  name: 'POST /schedule: change',
  settings,
  messages: 1,
  async prepare(backend) {
    const fields = wanted();
    await ask(backend, fields, 'scheduled');
    const change = { action: 'change', requestId: fields.requestId, sendAt: inHours(30), timeZone: ZONE };
    return () => ask(backend, change, 'changed');
  },
};

export const scheduleCancel: Path = {
  name: 'POST /schedule: cancel',
  settings,
  messages: 0,
  async prepare(backend) {
    const fields = wanted();
    await ask(backend, fields, 'scheduled');
    return () => ask(backend, { action: 'cancel', requestId: fields.requestId }, 'cancelled');
  },
};
