import type { Twilio } from 'twilio';

import { taskChannelOf } from '../../../src/contract/Channel';
import type { Channel } from '../../../src/contract/Channel';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { CONFLICT, findInteraction, isLive } from './interactions';
import { insist } from './insist';

/** The task of a conversation in which the customer has written. */
export interface CustomerTask {
  channel: Channel;
  conversationSid: string;
  /** The queue that gets it past the workflow; where it is left out, the workflow has the last word. */
  queueSid: string | undefined;
  attributes: Record<string, unknown>;
}

/**
 * Brings a customer's message to an agent, by an interaction made once: Twilio refuses a second one on a conversation
 * that has one, so that after an uncertain outcome, and in vain looking for the task, it is asked for once more.
 */
export async function openCustomerTask(
  { twilio, http }: Pick<FunctionCall, 'twilio' | 'http'>,
  configuration: FlexConfiguration,
  task: CustomerTask,
): Promise<Result<unknown, TwilioFailure>> {
  for (let isLast = false; ; isLast = true) {
    const made = await create(twilio, configuration, task);
    if (made.ok) return made;
    const { error } = made;
    if (error.status === CONFLICT) return success(undefined);
    if (!error.uncertain) return failure(error);
    const found = await insist(http, () => findLiveTask(twilio, configuration, task.conversationSid));
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
): Promise<Result<unknown, TwilioFailure>> =>
  attempt(() =>
    twilio.flexApi.v1.interaction.create({
      channel: {
        type: channel === 'chat' ? 'web' : channel,
        initiated_by: 'customer',
        properties: { media_channel_sid: conversationSid },
      },
      routing: {
        properties: {
          workspace_sid: workspaceSid,
          workflow_sid: workflowSid,
          ...(queueSid === undefined ? {} : { queue_sid: queueSid }),
          task_channel_unique_name: taskChannelOf(channel),
          attributes,
        },
      },
    }),
  );
