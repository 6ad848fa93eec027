import { TwilioError } from '../../http/TwilioError';
import type { Conversation, Message } from '../../model/conversations';
import type { World } from '../../World';
import type { FlowState } from './flowDefinition';
import { renderTemplate } from './renderTemplate';

/** Studio's own names of the widget's transitions; `callComplete` is "Task created". */
export type SentToFlex = 'callComplete' | 'failedToEnqueue';

/**
 * The Send to Flex widget. Beside the attributes that it is set up with, Studio itself names the customer, by their
 * address. https://www.twilio.com/docs/studio/widget-library/send-flex
 */
export function sendToFlex(
  world: World,
  { properties }: FlowState,
  conversation: Conversation,
  message: Message,
  variables: Record<string, unknown>,
): SentToFlex {
  const { workflow, channel, attributes, priority, timeout } = properties as Record<string, string | undefined>;
  const type = conversation.participants.get(message.participantSid ?? '')?.messagingBinding?.type ?? 'web';
  const customer = message.author;
  try {
    const given = JSON.parse(renderTemplate(attributes || '{}', variables)) as Record<string, unknown>;
    const named = { customerAddress: customer, from: customer, name: customer, customerName: customer };
    world.services.interactions.create({
      channel: {
        type,
        initiated_by: 'customer',
        properties: { media_channel_sid: conversation.sid },
      },
      routing: {
        properties: {
          workspace_sid: world.workspace.sid,
          workflow_sid: workflow,
          task_channel_sid: channel,
          priority,
          timeout,
          attributes: { ...named, ...given },
        },
      },
    });
    return 'callComplete';
  } catch (error) {
    if (error instanceof TwilioError || error instanceof SyntaxError) return 'failedToEnqueue';
    throw error;
  }
}
