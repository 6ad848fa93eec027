import { TwilioError } from '../../../http/TwilioError';
import type { Conversation } from '../../../model/conversations';
import type { World } from '../../../World';
import { messagingType } from '../../conversations/ParticipantRegistry';
import type { Visit } from '../Visit';
import { report } from '../report';

/*
 * Twilio's pages say in words what these widgets do, by the labels of their fields. How an exported flow names the fields
 * and events is not published; the first of each list below is what Studio makes of the label elsewhere, and the others
 * are what the same thing is called in the Conversations API.
 */

/** The first of these properties that the widget has, with its Liquid filled in. */
const textOf = (visit: Visit, ...names: string[]): string | undefined =>
  names.map((name) => visit.text(name)).find((text) => text !== '');

/** Leaves by the event that tells of a failure, or by the other one. */
function leave(visit: Visit, succeeded: boolean, variables?: Record<string, unknown>): void {
  const { transitions } = visit.widget;
  const wanted = transitions.find(({ event }) => /fail/i.test(event) !== succeeded);
  visit.leaveBy(wanted ?? { event: succeeded ? 'success' : 'failed' }, variables);
}

/** Makes `conversation` the channel of the execution: from here on it hears and says everything there. */
function attach(visit: Visit, open: (world: World) => Conversation, closesConversation: boolean): void {
  const { world, execution } = visit;
  try {
    if (execution.conversationSid !== null) {
      throw new TwilioError(400, 20001, `The execution has the conversation ${execution.conversationSid} already`);
    }
    const conversation = open(world);
    world.services.conversations.addWebhook(conversation.sid, 'studio', { flowSid: execution.flow.sid });
    execution.conversationSid = conversation.sid;
    execution.context.flow.channel.sid = conversation.sid;
    execution.attached = { closesConversation };
    leave(visit, true, {
      ConversationSid: conversation.sid,
      ChatServiceSid: world.chatServiceSid,
      ParticipantSids: [...conversation.participants.keys()],
    });
  } catch (error) {
    if (!(error instanceof TwilioError)) throw error;
    report(world, execution, 'noConversation', error.message);
    leave(visit, false);
  }
}

/** https://www.twilio.com/docs/studio/widget-library/start-conversation */
export function startConversation(visit: Visit): void {
  const { execution } = visit;
  const start = ({ services: { conversations } }: World): Conversation => {
    const address = textOf(visit, 'to', 'address', 'messaging_binding_address') ?? execution.contactAddress;
    const proxyAddress =
      textOf(visit, 'from', 'proxy_address', 'messaging_binding_proxy_address') ??
      execution.context.flow.channel.address;
    const conversation = conversations.create({
      friendlyName: textOf(visit, 'friendly_name', 'conversation_friendly_name'),
      uniqueName: textOf(visit, 'unique_name', 'conversation_unique_name'),
      attributes: textOf(visit, 'attributes', 'conversation_attributes'),
      messagingServiceSid: textOf(visit, 'messaging_service_sid'),
    });
    try {
      const messagingBinding = { type: messagingType(address), address, proxyAddress };
      conversations.addParticipant(conversation.sid, {
        messagingBinding,
        attributes: textOf(visit, 'participant_attributes'),
      });
    } catch (error) {
      conversations.remove(conversation.sid);
      throw error;
    }
    return conversation;
  };
  attach(visit, start, false);
}

/** https://www.twilio.com/docs/studio/widget-library/resume-conversation */
export function resumeConversation(visit: Visit): void {
  const resume = ({ services: { conversations }, chatServiceSid }: World): Conversation => {
    const service = textOf(visit, 'conversation_service_sid', 'chat_service_sid', 'service_sid');
    if (service !== undefined && service !== chatServiceSid) throw TwilioError.notFound(`/Services/${service}`);
    return conversations.fetch(textOf(visit, 'conversation_sid') ?? '');
  };
  const closes = textOf(visit, 'close_conversation_on_execution_end', 'close_conversation');
  attach(visit, resume, closes === 'true');
}
