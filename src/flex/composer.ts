import { appState } from './FlexContext';
import type { FlexContext } from './FlexContext';
import { waitForState } from './waitForState';

/** Flex's store changes at once; a plugin that changes the text has its way. */
const WRITTEN_MILLISECONDS = 1_000;

/**
 * Writes the whole text of Flex's composer, and resolves when it stands there. Rejects where another plugin stops it.
 */
export async function setComposerText(
  { flex, manager }: FlexContext,
  conversationSid: string,
  body: string,
  [selectionStart, selectionEnd]: readonly [number, number],
): Promise<void> {
  await flex.Actions.invokeAction('SetInputText', { body, conversationSid, selectionStart, selectionEnd });
  await waitForState(
    manager,
    (state) => state.flex.chat.conversationInput[conversationSid]?.inputText === body || undefined,
    WRITTEN_MILLISECONDS,
  );
}

/** What the agent has begun in Flex's composer of a conversation; empty where there is nothing. */
export const begunText = ({ manager }: Pick<FlexContext, 'manager'>, conversationSid: string): string =>
  appState(manager).flex.chat.conversationInput[conversationSid]?.inputText ?? '';

/**
 * Puts a text into Flex's composer of a conversation, under what the agent has begun there, for them to send. Rejects
 * where Flex does not have the conversation, or another plugin stops it.
 */
export async function putIntoComposer(context: FlexContext, conversationSid: string, text: string): Promise<void> {
  const begun = begunText(context, conversationSid);
  await context.flex.Actions.invokeAction('SetInputText', {
    body: begun ? `${begun}\n${text}` : text,
    conversationSid,
  });
}
