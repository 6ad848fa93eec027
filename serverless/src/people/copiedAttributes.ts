import * as v from 'valibot';

type Attributes = Record<string, unknown>;

/** What agents, Flex and Insights know the first task by: Interactions does not copy it into an invite's task. */
const COPIED = [
  ...['from', 'name', 'customerName', 'customerAddress', 'proxyAddress', 'customers', 'channelType'],
  ...['initiatedBy', 'conversations'],
];

/** The channel, where Twilio had to be asked for another one. */
const namedChannel = v.object({ messagingControls: v.object({ channel: v.string() }) });

/** Of a task's attributes those that an invite's task is given too. */
export const copiedAttributes = (attributes: Attributes): Attributes =>
  Object.fromEntries(COPIED.filter((name) => attributes[name] !== undefined).map((name) => [name, attributes[name]]));

/** Of our own, `messagingControls`, those that an invite's task is given too. */
export const ourCopiedAttributes = (attributes: Attributes): { channel?: string } => {
  const parsed = v.safeParse(namedChannel, attributes);
  return parsed.success ? parsed.output.messagingControls : {};
};
