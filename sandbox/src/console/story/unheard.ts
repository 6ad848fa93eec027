import type { Conversation, Message } from '../../model/conversations';
import type { LoggedMessage } from '../../model/messaging';
import type { Task } from '../../model/taskrouter';
import type { World } from '../../World';
import { mentionsAny } from './mentionsAny';

/** Why no conversation took a customer's message; undefined where one did, or a webhook of its number heard of it. */
export function whyNoConversation(world: World, message: LoggedMessage): string | undefined {
  const { sid, to, conversationSid, optOutType } = message;
  if (conversationSid || optOutType || world.webhookLog.some(({ parameters }) => mentionsAny([sid], parameters))) {
    return undefined;
  }
  const begin = `No conversation took the message ${sid}, so no agent hears of it`;
  const configuration = [...world.addresses.values()].find(({ address }) => address === to);
  if (!configuration)
    return `${begin}: ${to} has no address configuration in Conversations. Make one, with AutoCreation.Enabled`;
  if (!configuration.autoCreation.enabled)
    return `${begin}: auto-creation is off for the address ${to}. Turn it on: AutoCreation.Enabled`;
  return `${begin}: auto-creation was off for the address ${to} when it came. It’s on now: write again`;
}

/** Why nothing made an interaction for what a customer wrote, and what to look at. */
export function whyNoInteraction(
  world: World,
  { sid, webhooks }: Conversation,
  { sid: messageSid }: Message,
  tasks: Task[],
): string {
  const task = tasks.find(({ attributes }) => attributes['conversationSid'] === sid);
  if (task) {
    return `The task ${task.sid} is about the conversation ${sid}, but no interaction was made: whoever accepts it isn’t in the conversation. Make the task by POST /v1/Interactions`;
  }
  const begin = `The customer wrote last in ${sid}, and nothing made an interaction or a task for it: no agent hears of it`;
  const isStudios = [...world.studioExecutions.values()].some(({ conversationSid }) => conversationSid === sid);
  // A number's own webhook knows it by another SID.
  const logged = world.messageLog.find((message) => message.messageSid === messageSid);
  const names = [messageSid, ...(logged ? [logged.sid] : [])];
  const delivery = world.webhookLog.filter(({ parameters }) => mentionsAny(names, parameters)).at(-1);
  // A flow's steps, and what failed, are told already.
  if (isStudios || delivery?.state === 'failed') return begin;
  if (delivery) {
    const { url, eventType, kind, responseStatus: status } = delivery;
    return `${begin}. Twilio told ${url} of ${eventType ?? kind}; ${status === null ? 'its answer isn’t there yet' : `it answered ${status}, and that was all. Is that your backend’s address, and does it make an interaction for this message?`}`;
  }
  const [webhook] = [...webhooks.values()].filter(({ configuration }) => configuration.url);
  if (!webhook) return `${begin}. Twilio told nobody of it: neither the conversation nor its address has a webhook`;
  const { url, filters = [] } = webhook.configuration;
  return `${begin}. Twilio told nobody of it: the webhook ${url} is for ${filters.join(', ') || 'no event'} alone, and a customer’s message is onMessageAdded`;
}
