import { TwilioError } from '../../http/TwilioError';
import type { InteractionChannel, Transfer } from '../../model/interactions';
import type { World } from '../../World';
import { dismiss, finishTask } from './agents';
import { invite, notOpen } from './invites';
import { isLive, participantOf } from './lookup';
import { readRouting } from './routing';
import { handedOn } from './taskAttributes';

/** As the browser sends it; the REST API takes the same. */
export interface NewTransfer {
  type?: unknown;
  /** UT of the agent who hands over. */
  from?: unknown;
  /** WK or WQ. */
  to?: unknown;
  noteSid?: unknown;
  summarySid?: unknown;
}

const sidOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/**
 * Hands the conversation over: the agent leaves it and wraps up, the worker or queue is offered it.
 * https://www.twilio.com/docs/flex/admin-guide/setup/conversations/messaging-transfers
 */
export function transfer(world: World, channel: InteractionChannel, input: NewTransfer): Transfer {
  if (!isLive(channel)) throw notOpen(channel);
  if (input.type !== 'cold') throw new TwilioError(400, 20001, 'Messaging is transferred cold only');
  const from = participantOf(channel, String(input.from));
  if (from.type !== 'agent' || from.status !== 'active' || !from.routingProperties) {
    throw new TwilioError(400, 20001, `Participant ${from.sid} is not an agent at work in the channel`);
  }
  const to = String(input.to);
  if (!world.workers.has(to) && !world.taskQueues.has(to)) {
    throw new TwilioError(400, 20001, `Cannot transfer to ${to}: no such worker or queue`);
  }
  const task = world.tasks.get(from.routingProperties.taskSid);
  const routing = readRouting(world, channel.type, {
    workspace_sid: world.workspace.sid,
    workflow_sid: task?.workflowSid,
    task_channel_sid: task?.taskChannelSid,
    priority: task?.priority,
    routing_target: to,
  });

  // Out first: the agent who hands over must not count as busy with it when the next one is looked for.
  dismiss(world, channel, from);
  finishTask(world, from, 'wrapping');
  const invited = invite(world, channel, routing, handedOn(task?.attributes ?? channel.attributes));
  const now = world.clock.now();
  const made: Transfer = {
    sid: world.random.sid('UX'),
    type: 'cold',
    from: from.sid,
    to,
    status: 'active',
    inviteSid: invited.sid,
    noteSid: sidOrNull(input.noteSid),
    summarySid: sidOrNull(input.summarySid),
    dateCreated: now,
    dateUpdated: now,
  };
  channel.transfers.push(made);
  return made;
}
