import type { Twilio } from 'twilio';

import { isExperimental, taskChannelOf } from '../../../src/contract/Channel';
import type { Channel } from '../../../src/contract/Channel';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { CONFLICT, FALLBACK_TYPE, findInteraction, interactionTypeOf, isLive, isTypeRefused } from './interactions';
import { insist } from './insist';

/** The task of a conversation in which the customer has written. */
export interface CustomerTask {
  channel: Channel;
  conversationSid: string;
  /** The queue that gets it past the workflow; where it is left out, the workflow has the last word. */
  queueSid: string | undefined;
  attributes: Record<string, unknown> & { messagingControls?: object };
}

/**
 * Brings a customer's message to an agent. Where the account refuses the channel's type, by another one on the same
 * conversation, and the task's attributes name the channel: nobody who has written is left alone.
 * @param isAgain after an interaction that Twilio had taken, and which failed then
 */
export async function openCustomerTask(
  call: Pick<FunctionCall, 'twilio' | 'http' | 'log'>,
  configuration: FlexConfiguration,
  task: CustomerTask,
  { isAgain = false } = {},
): Promise<Result<unknown, TwilioFailure>> {
  const { channel, attributes } = task;
  if (!isAgain || !isExperimental(channel)) {
    const opened = await open(call, configuration, task, interactionTypeOf(channel));
    if (opened.ok || !isTypeRefused(channel, opened.error)) return opened;
    call.log.addWarning(`interactions of type ${channel} are refused (${opened.error.code ?? opened.error.status})`);
  }
  const named = {
    ...attributes,
    channelType: channel,
    messagingControls: { ...attributes.messagingControls, channel },
  };
  return open(call, configuration, { ...task, attributes: named }, FALLBACK_TYPE);
}

/**
 * An interaction made once: Twilio refuses a second one on a conversation that has one, so that after an uncertain
 * outcome, and in vain looking for the task, it is asked for once more.
 */
async function open(
  { twilio, http }: Pick<FunctionCall, 'twilio' | 'http'>,
  configuration: FlexConfiguration,
  task: CustomerTask,
  type: string,
): Promise<Result<unknown, TwilioFailure>> {
  for (let isLast = false; ; isLast = true) {
    const made = await create(twilio, configuration, task, type);
    if (made.ok) return made;
    const { error } = made;
    if (error.status === CONFLICT) return success(undefined);
    if (!error.uncertain) return failure(error);
    const found = await insist(http, () =>
      findLiveTask(twilio, configuration, { conversationSid: task.conversationSid, isUncertain: true }),
    );
    if (found.ok && found.value) return found;
    if (isLast) return failure(error);
  }
}

/** The live task of a conversation; undefined where there is none. */
export async function findLiveTask(
  ...search: Parameters<typeof findInteraction>
): Promise<Result<{ taskSid: string } | undefined, TwilioFailure>> {
  const found = await findInteraction(...search);
  return found.ok && found.value && !isLive(found.value) ? success(undefined) : found;
}

/** https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interactions#customer-initiated-contact */
const create = (
  twilio: Twilio,
  { workspaceSid, workflowSid }: FlexConfiguration,
  { channel, conversationSid, queueSid, attributes }: CustomerTask,
  type: string,
): Promise<Result<unknown, TwilioFailure>> =>
  attempt(() =>
    twilio.flexApi.v1.interaction.create({
      channel: {
        type,
        initiated_by: 'customer',
        properties: { media_channel_sid: conversationSid },
      },
      routing: {
        properties: {
          workspace_sid: workspaceSid,
          workflow_sid: workflowSid,
          ...(queueSid === undefined ? {} : { queue_sid: queueSid }),
          task_channel_unique_name: taskChannelOf(channel),
          // Where `queue_sid` counts for an agent's own tasks alone, the workflow finds the queue by this.
          attributes: { ...attributes, ...(queueSid === undefined ? {} : { knownQueueSid: queueSid }) },
        },
      },
    }),
  );
