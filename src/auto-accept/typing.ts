/** Milliseconds without a key after which somebody no longer types. */
export const TYPING_PAUSE = 4_000;

const isTextField = (element: Element | null): boolean =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && !['button', 'checkbox', 'radio', 'submit'].includes(element.type)) ||
  (element instanceof HTMLElement && element.closest('[contenteditable="true"]') !== null);

/** Whether a text field has the focus and was used a moment ago; tells since the first call of `watchTyping`. */
export interface Typing {
  /** Milliseconds until nobody types any more, if nothing happens; 0 when nobody does. */
  timeLeft(): number;
  end(): void;
}

export function watchTyping(): Typing {
  let lastUse = -Infinity;
  const onUse = ({ target }: Event) => {
    if (target instanceof Element && isTextField(target)) {
      lastUse = Date.now();
    }
  };
  const events = ['keydown', 'input'] as const;
  events.forEach((event) => document.addEventListener(event, onUse, true));
  return {
    timeLeft: () => (isTextField(document.activeElement) ? Math.max(0, lastUse + TYPING_PAUSE - Date.now()) : 0),
    end: () => events.forEach((event) => document.removeEventListener(event, onUse, true)),
  };
}
