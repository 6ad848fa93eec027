import type { Channel } from '../../../src/contract/Channel';
import type { StartedConversation } from '../../../src/contract/startedConversation';
import type { Message } from '../conversations/Message';
import type { StartRecord } from '../conversations/startRecord';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import type { FlexConfiguration } from '../settings/flexConfiguration';

/** A first message to a customer, once it is known who asks for it and all of it is in order. */
export interface FirstMessage {
  call: Pick<FunctionCall, 'twilio' | 'http' | 'context' | 'log'>;
  configuration: FlexConfiguration;
  requestId: string;
  channel: Channel;
  /** The customer's and our own address, as Conversations writes them; a chat identity has no address of ours. */
  address: string;
  proxyAddress: string | undefined;
  customerName: string | undefined;
  /** Who writes it, as Conversations names them. */
  author: string;
  message: Message;
  /** A text that goes right after it, where it is a file. */
  caption: string | undefined;
  /** The conversation's unique name: the claim on this request of this agent. */
  uniqueName: string;
  record: StartRecord;
}

/** A request of an agent to start a conversation at once. */
export interface Start extends FirstMessage {
  /** Whose task it becomes. */
  workerSid: string;
  /** The queue on whose behalf the agent writes. */
  queueSid: string;
}

export interface Started {
  /** True where an earlier arrival of the same request did it. */
  repeated: boolean;
  started: StartedConversation;
}

export type StartResult = Result<Started, FunctionError>;

/** Why one of the steps was not done. */
export interface StepFailure {
  cause: FunctionError;
  /** False where nobody can tell whether it was done all the same. */
  isCertain: boolean;
}

/** Of the agent and the request both, so that nobody can learn or take another agent's result by its request id. */
export const uniqueNameOf = (workerSid: string, requestId: string): string =>
  `messaging-controls-${workerSid}-${requestId}`;
