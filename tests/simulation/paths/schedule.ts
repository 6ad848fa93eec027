import { DateTime } from 'luxon';

import { namedSid } from '../../../sandbox/src/model/sid';
import type { Simulation } from '../Simulation';
import type { Path, Send } from './Path';
import { SAM, ask, pathAnswer } from './Path';

const settings = { scheduling: { messagingServiceSid: namedSid('MG', 'Notifications') } };
const ZONE = 'America/Los_Angeles';

const inHours = (simulation: Simulation, hours: number): string =>
  DateTime.fromMillis(simulation.now, { zone: ZONE }).plus({ hours }).startOf('minute').toFormat("yyyy-MM-dd'T'HH:mm");

const wanted = (simulation: Simulation) => ({
  ...{ action: 'create', requestId: simulation.chance.of('schedule').uuid(), channel: 'sms', to: SAM },
  ...{ from: '+14155550101', body: 'See you tomorrow', replyTo: 'agent' },
  ...{ sendAt: inHours(simulation, 20), timeZone: ZONE },
});

const asks =
  (simulation: Simulation, fields: Record<string, string>, done: string): Send =>
  async (count) =>
    pathAnswer(await ask(simulation, `request ${count}`, 'alice', ['schedule', fields]), done);

export const schedule: Path = {
  name: 'POST /schedule: create',
  settings,
  message: 'the message, at its time',
  tasks: 1,
  prepare: (simulation) => Promise.resolve(asks(simulation, wanted(simulation), 'scheduled')),
};

/** What was scheduled first is cancelled by it. */
export const scheduleChange: Path = {
  name: 'POST /schedule: change',
  settings,
  message: 'the message, at its new time',
  tasks: 1,
  async prepare(simulation) {
    const fields = wanted(simulation);
    await ask(simulation, 'before', 'alice', ['schedule', fields]);
    const { requestId, timeZone } = fields;
    const change = { action: 'change', requestId, sendAt: inHours(simulation, 30), timeZone };
    return asks(simulation, change, 'changed');
  },
};

export const scheduleCancel: Path = {
  name: 'POST /schedule: cancel',
  settings,
  tasks: 1,
  async prepare(simulation) {
    const fields = wanted(simulation);
    await ask(simulation, 'before', 'alice', ['schedule', fields]);
    return asks(simulation, { action: 'cancel', requestId: fields.requestId }, 'cancelled');
  },
};
