import { appState } from './FlexContext';
import type { FlexContext } from './FlexContext';

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
