import { taskChannelOf } from '../../../src/contract/Channel';
import type { BackFor } from '../../../src/contract/people';
import type { Conversation } from '../conversations/conversations';
import { findConversation } from '../conversations/conversations';
import type { Parked } from '../conversations/parked';
import { readParked } from '../conversations/parked';
import { conversationCustomer } from '../inbound/conversationCustomer';
import type { Customer } from '../inbound/conversationCustomer';
import { customerName } from '../inbound/customerName';
import { channelIsOver } from '../interactions/channelState';
import { claimCustomerTask } from '../interactions/claimCustomerTask';
import { customerAttributes } from '../interactions/customerAttributes';
import { insist } from '../interactions/insist';
import { findLiveTask, openCustomerTask } from '../interactions/openCustomerTask';
import { taskOfInvite } from '../interactions/taskOfInvite';
import { keepInvite } from '../people/invites';
import { isFiltered } from '../people/isFiltered';
import { findColleague } from '../remedies/colleague';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { releaseClaim } from '../sync/claim';
import { endParked } from './endParked';
import type { WaitingEntry } from './waitingIndex';
import { findEntry } from './waitingIndex';

type Call = Pick<FunctionCall, 'twilio' | 'http' | 'log'>;

/** `standing` where somebody has the conversation already. */
export type Back = 'opened' | 'standing';

interface Coming {
  call: Call;
  configuration: FlexConfiguration;
  conversation: Conversation;
  parked: Parked;
  backFor: BackFor;
  entry: WaitingEntry | undefined;
  /** The queue that it is handed over to; its own where it is left out. */
  queueSid: string | undefined;
  /** More of the task's attributes, under `messagingControls`. */
  attributes: object | undefined;
}

/**
 * Brings a conversation that was put aside back, once, whichever of its occasions comes first: to the agent who waits for
 * it where they are there, else to the queue, as the workflow knows them both. The task comes first, then the waiting is
 * over. Undefined where somebody else does it, or it waits no longer.
 */
export async function bringBack(
  call: Call,
  configuration: FlexConfiguration,
  { conversationSid, id, backFor, queueSid, attributes }: Occasion,
): Promise<Result<Back | undefined, FunctionError>> {
  const { twilio } = call;
  const claim = await claimCustomerTask(call, 'reply', conversationSid);
  if (!claim.ok) return claim;
  if (!claim.value.isOurs) return success(undefined);
  const giveBack = () => releaseClaim(call, claim.value);

  const found = await findConversation(twilio, configuration.chatServiceSid, conversationSid);
  const conversation = found.ok ? found.value : undefined;
  const parked = conversation && conversation.state !== 'closed' ? readParked(conversation.attributes) : undefined;
  if (!conversation || !parked || parked.id !== id) {
    await giveBack();
    return found.ok ? success(undefined) : failure(twilioError(found.error));
  }
  const entry = await findEntry(twilio, parked.workerSid, conversationSid);
  const coming: Coming = {
    call,
    configuration,
    conversation,
    parked,
    backFor,
    queueSid,
    // Without it the task is one of this customer's, and has no note.
    entry: entry.ok ? entry.value : undefined,
    attributes,
  };
  const opened = await openTask(coming, claim.value.isTakenOver);
  if (!opened.ok) {
    await giveBack();
    return failure(twilioError(opened.error));
  }
  const ended = await endParked(call, configuration, conversationSid, parked);
  return ended.ok ? success(opened.value) : failure(twilioError(ended.error));
}

export interface Occasion {
  conversationSid: string;
  /** Of what is parked: it may have been put aside again since. */
  id: string;
  backFor: BackFor;
  queueSid?: string | undefined;
  attributes?: object | undefined;
}

async function openTask(coming: Coming, isUncertain: boolean): Promise<Result<Back, TwilioFailure>> {
  const { call, configuration, conversation } = coming;
  const { twilio } = call;
  const live = await findLiveTask(twilio, configuration, { conversationSid: conversation.sid, isUncertain });
  if (!live.ok) return live;
  const taskSid = live.value ? success(live.value.taskSid) : await create(coming);
  if (!taskSid.ok) return taskSid;
  if (taskSid.value !== undefined) {
    const kept = await keepWhy(coming, taskSid.value);
    if (!kept.ok) call.log.addWarning('why a conversation has come back could not be kept');
  }
  return success(live.value ? 'standing' : 'opened');
}

/** For whoever it comes to: why, from whom, and their note. */
async function keepWhy(
  { call: { twilio }, configuration, conversation, parked, backFor, entry }: Coming,
  taskSid: string,
): Promise<Result<unknown, TwilioFailure>> {
  const { id, workerSid } = parked;
  const worker = entry?.byName === undefined ? await findColleague(twilio, configuration, workerSid) : undefined;
  const byName = entry?.byName ?? (worker?.ok ? worker.value.name : '');
  return keepInvite(twilio, conversation.sid, {
    id,
    taskSid,
    invitee: workerSid,
    name: byName,
    by: workerSid,
    byName,
    at: now(twilio).toISOString(),
    handOver: 'stay',
    note: entry?.note ?? '',
    formerWorkerSids: [],
    state: 'waiting',
    backFor,
  });
}

/**
 * An invite to the interaction, which Twilio lets no second one stand beside; one that is over by now is followed by
 * another. Answers the task, where Twilio has told which it is.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/invites-subresource
 */
async function create(coming: Coming): Promise<Result<string | undefined, TwilioFailure>> {
  const { call, configuration, conversation, parked } = coming;
  const { twilio, http } = call;
  const { sid: conversationSid } = conversation;
  const customer = await conversationCustomer(twilio, configuration.chatServiceSid, conversationSid);
  if (!customer.ok) return customer;
  const channel = customer.value?.channel ?? coming.entry?.channel ?? 'sms';
  const { queueSid } = coming;
  // As of an invite to a queue: where the workflow does not lead to it, the task names it.
  const filtered = queueSid === undefined ? success(true) : await isFiltered(twilio, configuration, queueSid);
  if (!filtered.ok) return filtered;
  const attributes = attributesOf(coming, customer.value);
  const { workspaceSid, workflowSid } = configuration;
  const { invites } = twilio.flexApi.v1.interaction(parked.interactionSid).channels(parked.interactionChannelSid);
  const made = await attempt(() =>
    invites.create({
      routing: {
        properties: {
          workspace_sid: workspaceSid,
          workflow_sid: workflowSid,
          task_channel_unique_name: taskChannelOf(channel),
          ...(filtered.value ? {} : { queue_sid: queueSid }),
          attributes,
        },
      },
    }),
  );
  if (made.ok) return success(taskOfInvite(made.value));
  if (made.error.uncertain) {
    const found = await insist(http, () => findLiveTask(twilio, configuration, { conversationSid, isUncertain: true }));
    return found.ok && found.value ? success(found.value.taskSid) : made;
  }
  const isOver = await channelIsOver(twilio, parked);
  if (!isOver.ok || !isOver.value) return made;
  const opened = await openCustomerTask(call, configuration, {
    channel,
    conversationSid,
    queueSid,
    attributes,
  });
  return opened.ok ? success(undefined) : opened;
}

function attributesOf(
  { configuration, conversation, parked, backFor, queueSid, entry, attributes }: Coming,
  customer: Customer | undefined,
): Record<string, unknown> & { messagingControls: object } {
  const kept = entry?.attributes ?? {};
  const known = customer
    ? customerAttributes(customerName(conversation, customer), customer.address, customer.proxyAddress)
    : {};
  return {
    ...known,
    ...kept,
    // Whoever hands it over does not get it.
    ...(backFor === 'handedOver' ? {} : { knownWorkerSid: parked.workerSid }),
    knownQueueSid: queueSid ?? entry?.queueSid ?? configuration.taskQueueSid,
    // Who takes it back has asked for it.
    ...(backFor === 'takenBack' ? { autoAnswer: true } : {}),
    messagingControls: {
      ...(kept['messagingControls'] as object | undefined),
      ...attributes,
      inviteId: parked.id,
      invitedBy: parked.workerSid,
      ...(backFor === 'handedOver' ? { leavingWorkerSids: [parked.workerSid] } : {}),
    },
  };
}
