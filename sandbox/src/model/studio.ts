import type { Sid } from './sid';

/** One revision of a flow. */
export interface StudioFlow {
  sid: Sid;
  friendlyName: string;
  status: 'draft' | 'published';
  definition: Record<string, unknown>;
  revision: number;
  commitMessage: string | null;
  dateCreated: Date;
  dateUpdated: Date;
}

/** What widgets can speak of, as Liquid names it. https://www.twilio.com/docs/studio/user-guide/get-started */
export interface StudioContext {
  trigger: Record<string, unknown>;
  contact: { channel: { address: string } };
  /** `sid` is the execution's. */
  flow: {
    sid: Sid;
    flow_sid: Sid;
    channel: { address: string; sid?: Sid };
    variables: Record<string, unknown>;
    data: Record<string, unknown>;
  };
  widgets: Record<string, Record<string, unknown>>;
}

/** A widget that was left. */
export interface StudioStep {
  sid: Sid;
  /** The event by which it was left. */
  name: string;
  /** The widget's type. */
  type: string;
  transitionedFrom: string;
  /** A widget's name, or `Ended`. */
  transitionedTo: string;
  context: StudioContext;
  dateCreated: Date;
}

/** One person's run through a flow. https://www.twilio.com/docs/studio/rest-api/v2/execution */
export interface StudioExecution {
  sid: Sid;
  /** The revision that it runs. */
  flow: StudioFlow;
  contactAddress: string;
  /** Null where it does not run in a conversation. */
  conversationSid: Sid | null;
  /** A widget took a conversation up for it: its webhook leaves it when the execution ends, and it may be closed. */
  attached: { closesConversation: boolean } | null;
  /** Send to Flex gave the conversation to an agent; the flow may not write in it any more. */
  isHandedOff: boolean;
  status: 'active' | 'ended';
  context: StudioContext;
  steps: StudioStep[];
  dateCreated: Date;
  dateUpdated: Date;
}
