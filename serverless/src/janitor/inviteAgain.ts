import { taskChannelOf } from '../../../src/contract/Channel';
import type { Conversation } from '../conversations/conversations';
import { readStartRecord } from '../conversations/startRecord';
import type { Customer } from '../inbound/conversationCustomer';
import { customerName } from '../inbound/customerName';
import { channelIsOver } from '../interactions/channelState';
import { customerAttributes } from '../interactions/customerAttributes';
import { insist } from '../interactions/insist';
import { readInteraction } from '../interactions/interactionDocument';
import { findInteraction, isLive } from '../interactions/interactions';
import { findLiveTask } from '../interactions/openCustomerTask';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { Janitor } from './Janitor';

/**
 * A task for a customer whose interaction has lost its own: it was cancelled, or Twilio has removed it, and the channel
 * stayed open. Twilio lets no second interaction stand beside it, so the task comes of an invite to this one. Undefined
 * where there is no such interaction.
 * @param wantedSid the worker who is asked first; where it is left out, the agent who had begun the conversation
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/invites-subresource
 */
export async function inviteAgain(
  { call, configuration }: Janitor,
  conversation: Conversation,
  customer: Customer,
  wantedSid?: string,
): Promise<Result<'served' | 'handedOver' | undefined, FunctionError>> {
  const { twilio, http } = call;
  const { sid: conversationSid, attributes } = conversation;
  const [task, kept] = await Promise.all([
    findInteraction(twilio, configuration, { conversationSid, isUncertain: true }),
    readInteraction(twilio, conversationSid),
  ]);
  if (!task.ok) return failure(twilioError(task.error));
  if (!kept.ok) return failure(twilioError(kept.error));
  if (task.value && isLive(task.value)) return success('served');
  const interaction = kept.value ?? task.value;
  if (!interaction) return success(undefined);
  const isOver = await channelIsOver(twilio, interaction);
  if (!isOver.ok) return failure(twilioError(isOver.error));
  if (isOver.value) return success(undefined);

  const { channel, address, proxyAddress } = customer;
  const workerSid = wantedSid ?? readStartRecord(attributes)?.workerSid;
  const { workspaceSid, workflowSid, taskQueueSid } = configuration;
  const { invites } = twilio.flexApi.v1
    .interaction(interaction.interactionSid)
    .channels(interaction.interactionChannelSid);
  const made = await attempt(() =>
    invites.create({
      routing: {
        properties: {
          workspace_sid: workspaceSid,
          workflow_sid: workflowSid,
          task_channel_unique_name: taskChannelOf(channel),
          attributes: {
            ...customerAttributes(customerName(conversation, customer), address, proxyAddress),
            // Where they are there.
            ...(workerSid === undefined ? {} : { knownWorkerSid: workerSid, knownQueueSid: taskQueueSid }),
          },
        },
      },
    }),
  );
  if (made.ok) return success('handedOver');
  if (!made.error.uncertain) return failure(twilioError(made.error));
  const found = await insist(http, () => findLiveTask(twilio, configuration, { conversationSid, isUncertain: true }));
  return found.ok && found.value ? success('handedOver') : failure(twilioError(made.error));
}
