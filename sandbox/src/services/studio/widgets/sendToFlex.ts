import { TwilioError } from '../../../http/TwilioError';
import type { Conversation } from '../../../model/conversations';
import type { Visit } from '../Visit';
import { stopListening } from '../listening';
import { report } from '../report';

/**
 * Opens an interaction for the conversation. Beside the attributes that the widget is set up with, Studio itself names
 * the customer: by their address, or a web chat's guest by the name of their chat user. From here on the customer writes to the agent: the flow's webhook leaves the
 * conversation, and the flow may not write in it. https://www.twilio.com/docs/studio/widget-library/send-flex
 */
export function sendToFlex(visit: Visit): void {
  const { world, execution } = visit;
  const customer = execution.contactAddress;
  try {
    const conversation = world.services.conversations.fetch(execution.conversationSid ?? '');
    const attributes = JSON.parse(visit.text('attributes') || '{}') as Record<string, unknown>;
    const isGuest = [...conversation.participants.values()].some(({ identity }) => identity === customer);
    const name = isGuest ? world.services.conversations.nameOf(customer) : customer;
    const named = { customerAddress: customer, from: name, name, customerName: name };
    world.services.interactions.create({
      channel: {
        type: typeOf(conversation, customer),
        initiated_by: 'customer',
        properties: { media_channel_sid: conversation.sid },
      },
      routing: {
        properties: {
          workspace_sid: world.workspace.sid,
          workflow_sid: visit.text('workflow'),
          task_channel_sid: visit.text('channel'),
          priority: visit.text('priority'),
          timeout: visit.text('timeout'),
          attributes: { ...named, ...attributes },
        },
      },
    });
    execution.isHandedOff = true;
    stopListening(conversation, execution.flow.sid);
  } catch (error) {
    if (!(error instanceof TwilioError || error instanceof SyntaxError)) throw error;
    report(world, execution, 'notSentToFlex', error.message);
    return visit.leave('failedToEnqueue');
  }
  // Studio's own name for "Task created".
  visit.leave('callComplete');
}

const typeOf = (conversation: Conversation, customer: string): string =>
  [...conversation.participants.values()].find(({ messagingBinding }) => messagingBinding?.address === customer)
    ?.messagingBinding?.type ?? 'web';
