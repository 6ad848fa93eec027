import { appState } from './FlexContext';
import type { FlexContext } from './FlexContext';

/** A little more than the 100 ms after which Flex puts the focus back on its dialpad button. */
const FOCUS_RETURNED = 150;

const isOpen = ({ manager }: FlexContext) => appState(manager).flex.view.isOutboundDialerOpen;

/** The dialpad's panel and ours lie on the same place; Flex does nothing about it. */
export async function closeDialpad(context: FlexContext): Promise<void> {
  // The action is a toggle, it takes no payload.
  if (isOpen(context)) {
    // Flex refuses during a call; then the dialpad stays where it is, under the panel.
    await context.flex.Actions.invokeAction('ToggleOutboundDialer').catch((error: unknown) => {
      console.warn('[Messaging Controls] the dialpad could not be closed', error);
    });
    await new Promise((resolve) => setTimeout(resolve, FOCUS_RETURNED));
  }
}

/** Calls `listener` whenever the dialpad has opened. Returns what ends that. */
export function onDialpadOpened(context: FlexContext, listener: () => void): () => void {
  const { Actions } = context.flex;
  const afterToggle = () => {
    if (isOpen(context)) {
      listener();
    }
  };
  Actions.addListener('afterToggleOutboundDialer', afterToggle);
  return () => Actions.removeListener('afterToggleOutboundDialer', afterToggle);
}
