import type * as Flex from '@twilio/flex-ui';

/** What of the SDK's objects is asked. */
interface OfConversation {
  conversation: { sid: string };
}

/**
 * Calls `listener` when something befalls a conversation, by what Flex hears anyway: of the conversations that this browser
 * holds, those of the agent's own tasks and of those that are monitored, a message, its receipt, somebody who comes or
 * goes, and its state; and of any, that its task is offered to this agent. Returns what ends that.
 */
export function onConversationNews(
  { conversationsClient: client, workerClient: worker }: Pick<Flex.Manager, 'conversationsClient' | 'workerClient'>,
  conversationSid: string,
  listener: () => void,
): () => void {
  const hear = (sid: string): void => {
    if (sid === conversationSid) listener();
  };
  const onPart = ({ conversation }: OfConversation): void => hear(conversation.sid);
  const onMessageUpdated = ({ message }: { message: OfConversation }): void => onPart(message);
  const onOffer = ({ task }: { task: { attributes: unknown } }): void => {
    const { conversationSid: sid } = (task.attributes ?? {}) as { conversationSid?: unknown };
    if (typeof sid === 'string') hear(sid);
  };
  client.on('messageAdded', onPart);
  client.on('messageUpdated', onMessageUpdated);
  client.on('participantJoined', onPart);
  client.on('participantLeft', onPart);
  client.on('conversationUpdated', onPart);
  worker?.on('reservationCreated', onOffer);
  return () => {
    client.off('messageAdded', onPart);
    client.off('messageUpdated', onMessageUpdated);
    client.off('participantJoined', onPart);
    client.off('participantLeft', onPart);
    client.off('conversationUpdated', onPart);
    worker?.off('reservationCreated', onOffer);
  };
}
