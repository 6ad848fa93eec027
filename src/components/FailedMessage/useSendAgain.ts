import { useRef, useState } from 'react';

import { sendAgain as send } from '../../flex/conversations';
import type { SentMessage } from '../../flex/conversations';
import type { ScreenContext } from '../../PluginContext';

export type SendAgainPhase = 'ready' | 'sending' | 'sent' | 'failed';

/** Sends a message once more, once for any number of clicks. */
export function useSendAgain(
  { flex }: ScreenContext,
  message: SentMessage,
): { phase: SendAgainPhase; sendAgain: () => Promise<void> } {
  const [phase, setPhase] = useState<SendAgainPhase>('ready');
  // State changes only with the next rendering; a second click can come before it.
  const busy = useRef(false);
  const sendAgain = async () => {
    if (busy.current) {
      return;
    }
    busy.current = true;
    setPhase('sending');
    try {
      await send(flex, message.conversation.sid, message);
      setPhase('sent');
    } catch (error) {
      console.warn('[Messaging Controls] a message could not be sent again', error);
      busy.current = false;
      setPhase('failed');
    }
  };
  return { phase, sendAgain };
}
