import { plainAddress } from '../../../src/contract/address/messagingAddress';
import type { Reply, StartRecord } from '../conversations/startRecord';
import { customerAttributes } from '../interactions/customerAttributes';
import type { CustomerTask } from '../interactions/openCustomerTask';
import { openCustomerTask } from '../interactions/openCustomerTask';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { Result } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';

/** The record of a conversation that waits for a reply. */
type Waiting = StartRecord & { reply: Reply };

/** What the task says of a reply by which the customer has opted out: whoever waits for it has to know. */
export const OPTED_OUT = { optedOut: true } as const;

/**
 * Brings a customer's reply to an agent. The settings' queue would pass the workflow by, and with it the known-agent
 * routing of a reply to an agent: there the workflow has the last word.
 * https://www.twilio.com/docs/taskrouter/workflow-configuration/known-agent-routing
 */
export function openReply(
  call: Pick<FunctionCall, 'twilio' | 'http' | 'log'>,
  configuration: FlexConfiguration,
  conversationSid: string,
  { workerSid, system, startedBy, reply }: Waiting,
  { attributes, ...options }: Parameters<typeof openCustomerTask>[3] & { attributes?: object | undefined } = {},
): Promise<Result<unknown, TwilioFailure>> {
  const { to, queueSid = configuration.taskQueueSid, channel, address, proxyAddress, customerName } = reply;
  const name = customerName ?? plainAddress(address);
  const isForAgent = to === 'agent' && workerSid !== undefined;
  const task: CustomerTask = {
    channel,
    conversationSid,
    queueSid: isForAgent ? undefined : queueSid,
    attributes: {
      ...customerAttributes(name, address, proxyAddress),
      ...(isForAgent ? { knownWorkerSid: workerSid, knownQueueSid: queueSid } : {}),
      messagingControls: {
        ...attributes,
        ...(startedBy === undefined ? {} : { startedBy }),
        // It is a customer's message, but the business began.
        insights: {
          direction: 'Outbound',
          initiated_by: system === undefined ? 'Agent' : 'System',
          initiative: system === undefined ? 'outreach' : 'reminder',
        },
      },
    },
  };
  return openCustomerTask(call, configuration, task, options);
}
