const FIELD = '.Twilio-MessagingCanvas textarea:not(:disabled)';
/** Milliseconds in which Flex draws a conversation that it has just been given, and between two looks at it. */
const DRAWN_WITHIN = 5_000;
const BETWEEN_LOOKS = 50;

/** Nobody has put the focus there: it is nowhere, or the panel gave it back to its opener when it closed. */
const isLeft = (element: Element | null): boolean =>
  element === null || element === document.body || element.closest('.Twilio-MainHeader') !== null;

/** Moves the focus into Flex's field of the conversation that it shows, once it is there. Who is elsewhere by then stays. */
export async function focusComposer(): Promise<void> {
  const end = Date.now() + DRAWN_WITHIN;
  while (Date.now() < end) {
    const field = document.querySelector<HTMLElement>(FIELD);
    if (field) {
      if (isLeft(document.activeElement)) {
        field.focus();
      }
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
  }
}
