// The paths that begin with a customer's message. The request again is their next message.
import { namedSid } from '../../../sandbox/src/model/sid';
import type { Simulation } from '../Simulation';
import { CARE, FUNCTIONS_DOMAIN } from '../account';
import { LIVE } from '../invariants';
import type { Path, PathAnswer } from './Path';
import { SAM, ask, startFields } from './Path';

/** Longer than a webhook is on its way and a function runs. */
const WEBHOOK_MILLISECONDS = 12_000;

export async function customerWrites(simulation: Simulation, count: number): Promise<PathAnswer> {
  const { world } = simulation;
  const live = () => [...world.tasks.values()].filter(({ assignmentStatus }) => LIVE.includes(assignmentStatus));
  world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: `Where is my order? (${count})` });
  await simulation.sleep(WEBHOOK_MILLISECONDS);
  return { isDone: live().length === 1, outcome: live().length === 1 ? 'task made' : 'no task yet' };
}

/** Sam writes first, to an address that leads to our function. */
export const inbound: Path = {
  name: 'POST /conversation-events',
  tasks: 1,
  run: 'webhook onMessageAdded to conversation-events 1',
  prepare(simulation) {
    const address = simulation.world.addresses.get(namedSid('IG', CARE))!;
    Object.assign(address.autoCreation, {
      ...{ type: 'webhook', webhookUrl: `https://${FUNCTIONS_DOMAIN}/conversation-events` },
      ...{ webhookMethod: 'POST', webhookFilters: ['onMessageAdded'] },
    });
    return Promise.resolve((count) => customerWrites(simulation, count));
  },
};

/** Sam answers a message that waits for it. */
export const reply: Path = {
  name: 'POST /outreach-reply',
  tasks: 1,
  run: 'webhook onMessageAdded to outreach-reply 1',
  async prepare(simulation) {
    const fields = { ...startFields(simulation, 'before'), replyTo: 'agent' };
    await ask(simulation, 'before', 'alice', ['outreach', fields]);
    return (count) => customerWrites(simulation, count);
  },
};
