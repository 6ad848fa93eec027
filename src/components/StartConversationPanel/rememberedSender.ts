const KEY = 'messagingControls.sender';

/** The sender that this person used last, in this browser. Storage may be forbidden: then nothing is remembered. */
export function rememberedSender(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

export function rememberSender(sender: string): void {
  try {
    localStorage.setItem(KEY, sender);
  } catch (error) {
    console.debug('[Messaging Controls] the sender could not be remembered', error);
  }
}
