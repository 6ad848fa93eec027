import type { Channel } from '../../../src/contract/Channel';
import type { StartedConversation } from '../../../src/contract/startConversation';
import type { Message } from '../conversations/Message';
import type { StartRecord } from '../conversations/startRecord';
import type { Agent } from '../runtime/agentToken';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import type { FlexConfiguration } from '../settings/flexConfiguration';

/** A request to start a conversation, once it is known who asks for it and all of it is in order. */
export interface Start {
  call: Pick<FunctionCall, 'twilio' | 'http'>;
  configuration: FlexConfiguration;
  agent: Agent;
  requestId: string;
  channel: Channel;
  /** The customer's and our own address, as Conversations writes them. */
  address: string;
  proxyAddress: string;
  customerName: string | undefined;
  message: Message;
  /** The conversation's unique name: the claim on this request of this agent. */
  uniqueName: string;
  record: StartRecord;
}

export interface Started {
  /** True where an earlier arrival of the same request did it. */
  repeated: boolean;
  started: StartedConversation;
}

export type StartResult = Result<Started, FunctionError>;

/** Of the agent and the request both, so that nobody can learn or take another agent's result by its request id. */
export const uniqueNameOf = (workerSid: string, requestId: string): string =>
  `messaging-controls-${workerSid}-${requestId}`;
