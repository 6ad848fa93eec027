import { keep, readKept } from '../../../state/browserStorage';

const KEY = 'messagingControls.sender';

/** The sender that this person used last, in this browser. */
export const rememberedSender = (): string | undefined => readKept('localStorage', KEY);

export const rememberSender = (sender: string): void => keep('localStorage', KEY, sender);
