import type { FlexContext } from './FlexContext';

/** Puts a text into Flex's composer of a conversation, for the agent to send. */
export async function setComposerText(
  { flex }: Pick<FlexContext, 'flex'>,
  conversationSid: string,
  body: string,
): Promise<void> {
  await flex.Actions.invokeAction('SetInputText', { body, conversationSid });
}
