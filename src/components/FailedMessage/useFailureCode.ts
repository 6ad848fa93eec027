import { useEffect, useState } from 'react';

import type { SentMessage } from '../../flex/conversations';

const FAILED: readonly string[] = ['failed', 'undelivered'];

/** Twilio's code for why a message was not delivered; undefined where it gives none or cannot be asked. */
export function useFailureCode(message: SentMessage): number | undefined | 'loading' {
  const [code, setCode] = useState<number | undefined | 'loading'>('loading');
  useEffect(() => {
    let isMounted = true;
    const load = async () => {
      const receipts = await message.getDetailedDeliveryReceipts();
      return Number(receipts.find(({ status }) => FAILED.includes(status))?.errorCode) || undefined;
    };
    void load()
      .catch((error: unknown) => {
        console.warn('[Messaging Controls] the delivery receipts could not be read', error);
        return undefined;
      })
      .then((found) => isMounted && setCode(found));
    return () => {
      isMounted = false;
    };
  }, [message]);
  return code;
}
