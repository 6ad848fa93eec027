import * as v from 'valibot';

type Attributes = Record<string, unknown>;

/** What agents, Flex and Insights know the first task by: Interactions does not copy it into an invite's task. */
const COPIED = [
  ...['from', 'name', 'customerName', 'customerAddress', 'proxyAddress', 'customers', 'channelType'],
  ...['initiatedBy', 'conversations'],
];

/** The channel, where Twilio had to be asked for another one. */
const namedChannel = v.object({ messagingControls: v.object({ channel: v.string() }) });

/** Of a task's attributes those that an invite's task is given too: but for what its agent has said of their own part. */
export const copiedAttributes = (attributes: Attributes): Attributes => {
  const copied = Object.fromEntries(COPIED.flatMap((name) => (name in attributes ? [[name, attributes[name]]] : [])));
  const insights = v.safeParse(v.record(v.string(), v.unknown()), copied['conversations']);
  if (!insights.success) return copied;
  const conversations = Object.entries(insights.output).filter(([name]) => name !== 'outcome' && name !== 'content');
  return { ...copied, conversations: Object.fromEntries(conversations) };
};

/** Of our own, `messagingControls`, those that an invite's task is given too. */
export const ourCopiedAttributes = (attributes: Attributes): { channel?: string } => {
  const parsed = v.safeParse(namedChannel, attributes);
  return parsed.success ? parsed.output.messagingControls : {};
};
