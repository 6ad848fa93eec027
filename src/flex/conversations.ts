import type * as Flex from '@twilio/flex-ui';

import type { AppState } from './FlexContext';
import { isAtLeast, WITH_TEMPLATES } from './flexVersion';
import type { VersionedFlex } from './flexVersion';
import { waitForState } from './waitForState';

/** A conversation as Flex holds it in its store, its messages and participants included. */
export type Conversation = AppState['flex']['chat']['conversations'][string];
export type ConversationMessage = Conversation['messages'][number];

/** Undefined until Flex has loaded it. */
export const selectConversation = (state: AppState, conversationSid: string | undefined): Conversation | undefined =>
  conversationSid === undefined ? undefined : state.flex.chat.conversations[conversationSid];

/** Not a supervisor who only reads along, and not after the end. */
export const mayWriteIn = (conversation: Conversation['source']): boolean =>
  conversation?.status === 'joined' && conversation.state?.current !== 'closed';

/** Whether a template can be sent into it: on WhatsApp, by a Flex that can send one. */
export const takesTemplates = (flex: VersionedFlex, { participants }: Conversation): boolean =>
  isAtLeast(flex, WITH_TEMPLATES) && [...participants.values()].some(({ source }) => source.type === 'whatsapp');

/**
 * Waits until the agent may write in the conversation of a task (its reservation's SID): Flex has it only when the task
 * is accepted. Resolves to false where the task has gone instead, or the time (milliseconds) is over.
 */
export async function waitForConversation(
  manager: Flex.Manager,
  conversationSid: string,
  reservationSid: string,
  timeout?: number,
): Promise<boolean> {
  const isThere = await waitForState(
    manager,
    (state) => {
      const conversation = selectConversation(state, conversationSid);
      if (conversation && mayWriteIn(conversation.source)) {
        return true;
      }
      return state.flex.worker.tasks.has(reservationSid) ? undefined : false;
    },
    timeout,
  );
  return isThere === true;
}

/** Our key in a message's attributes. */
const KEY = 'messagingControls';

/** A message for later, of which the customer's own came before: it never goes. */
export const isUnsent = ({ attributes }: SentMessage): boolean =>
  Boolean((attributes as { [KEY]?: { unsent?: string } } | null)?.[KEY]?.unsent);

/** The SID of the message that this one says once more. */
function repeatedBy({ source }: ConversationMessage): string | undefined {
  const attributes = 'attributes' in source ? (source.attributes as Record<string, unknown> | null) : null;
  return (attributes?.[KEY] as { repeats?: string } | undefined)?.repeats;
}

/** Whether a later message says the same once more, from whichever tab. */
export const isRepeated = ({ messages }: Conversation, messageSid: string): boolean =>
  messages.some((message) => repeatedBy(message) === messageSid);

/** A message that went, and so has a SID. */
export type SentMessage = Extract<ConversationMessage['source'], { sid: string }>;

/**
 * Sends a text or a file once more, as a new message: Twilio sends no message twice. It names the first one in its
 * attributes. Rejects where Flex could not send it.
 */
export async function sendAgain(
  { Actions }: Pick<typeof Flex, 'Actions'>,
  conversationSid: string,
  { sid, body, attachedMedia }: SentMessage,
): Promise<void> {
  const messageAttributes = { [KEY]: { repeats: sid } };
  const media = attachedMedia?.[0];
  if (!media) {
    await Actions.invokeAction('SendMessage', { conversationSid, body: body ?? '', messageAttributes });
    return;
  }
  const url = await media.getContentTemporaryUrl();
  const response = await fetch(url ?? '');
  if (!response.ok) {
    throw new Error(`the file could not be read: ${response.status}`);
  }
  const file = new File([await response.blob()], media.filename ?? 'file', { type: media.contentType });
  await Actions.invokeAction('SendMediaMessage', { conversationSid, file, messageAttributes });
}

/** Sends an approved template. Rejects where Flex could not send it. */
export const sendTemplate = (
  { Actions }: Pick<typeof Flex, 'Actions'>,
  conversationSid: string,
  { contentSid, contentVariables }: { contentSid: string; contentVariables: Record<string, string> },
): Promise<void> =>
  Actions.invokeAction('SendRichContentMessage', {
    conversationSid,
    contentSid,
    contentVariables: Object.entries(contentVariables).map(([name, value]) => ({ name, value })),
  });
