import { appState } from './FlexContext';
import type { FlexContext } from './FlexContext';

/**
 * Puts a text into Flex's composer of a conversation, under what the agent has begun there, for them to send. Rejects
 * where Flex does not have the conversation, or another plugin stops it.
 */
export async function putIntoComposer(
  { flex, manager }: FlexContext,
  conversationSid: string,
  text: string,
): Promise<void> {
  const begun = appState(manager).flex.chat.conversationInput[conversationSid]?.inputText;
  await flex.Actions.invokeAction('SetInputText', { body: begun ? `${begun}\n${text}` : text, conversationSid });
}
