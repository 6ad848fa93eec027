import type { Conversation, Message, ScopedWebhook } from '../../model/conversations';
import type { World } from '../../World';
import type { Studio } from '../Services';
import { Executions } from './Executions';
import { FlowRegistry } from './FlowRegistry';
import type { Variables } from './Visit';
import { listeningFlows } from './listening';
import { executionRoutes } from './rest/executionRoutes';
import { flowRoutes } from './rest/flowRoutes';
import { webhookRoutes } from './rest/webhookRoutes';
import { webhookParameters } from '../webhooks/conversations/webhookTargets';

/** Studio: flows and their executions. https://www.twilio.com/docs/studio */
export function createStudio(world: World): Studio {
  const flows = new FlowRegistry(world);
  const executions = new Executions(world);
  flowRoutes(world, flows, executions);
  executionRoutes(world, flows, executions);
  webhookRoutes(world, flows, executions);

  const hear = (webhook: ScopedWebhook, conversation: Conversation, message: Message, channelAddress: string): void => {
    const flowSid = webhook.configuration.flowSid ?? '';
    const flow = flows.published(flowSid);
    if (!flow) return;
    const { author: contactAddress } = message;
    const variables = { ...conversationVariables(world, conversation, message), ...webhookParameters(webhook) };
    const active = executions.active(flowSid, contactAddress);
    if (active) {
      const inbound = { ...variables, From: contactAddress, To: channelAddress };
      return executions.receive(active, conversation.sid, inbound);
    }
    executions.start(flow, {
      event: 'incomingConversationMessage',
      contactAddress,
      channelAddress,
      conversationSid: conversation.sid,
      variables: { conversation: variables },
    });
  };

  /** A moment later, so that nobody learns of the flow's message before the one that it answers. */
  const hearSoon = (webhook: ScopedWebhook, conversation: Conversation, message: Message): void => {
    const author = conversation.participants.get(message.participantSid ?? '');
    const ours = author?.messagingBinding?.proxyAddress ?? world.chatServiceSid;
    if (author) world.clock.after(0, () => hear(webhook, conversation, message, ours));
  };
  // As any webhook: an agent's message is one like a customer's, a REST request is heard of where it asks for it.
  world.events.on('message.added', ({ conversation, message }) => {
    if (!world.origin.current.firesWebhooks) return;
    for (const webhook of listeningFlows(conversation).values()) hearSoon(webhook, conversation, message);
  });
  world.events.on('conversation.webhookAdded', ({ conversation, webhook }) => {
    const { replayAfter } = webhook.configuration;
    if (webhook.target !== 'studio' || replayAfter === undefined) return;
    for (const message of conversation.messages) {
      if (message.index >= replayAfter) hearSoon(webhook, conversation, message);
    }
  });

  return {
    startIncomingConversation(flowSid, conversation, message, { address }) {
      if (!flows.published(flowSid)) return;
      const webhook = world.services.conversations.addWebhook(conversation.sid, 'studio', { flowSid });
      hear(webhook, conversation, message, address);
    },
  };
}

/** https://www.twilio.com/docs/studio/widget-library/trigger-start#incoming-conversation-trigger */
const conversationVariables = (world: World, conversation: Conversation, message: Message): Variables => ({
  AccountSid: world.account.sid,
  ChatServiceSid: world.chatServiceSid,
  ConversationSid: conversation.sid,
  MessageSid: message.sid,
  ParticipantSid: message.participantSid,
  Author: message.author,
  Body: message.body,
  Index: message.index,
  Attributes: message.attributes,
  ChannelAttributes: JSON.parse(conversation.attributes) as unknown,
  DateCreated: message.dateCreated.toISOString(),
  EventType: 'onMessageAdded',
});
