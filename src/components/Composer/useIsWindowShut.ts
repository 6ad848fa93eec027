import { useEffect, useState } from 'react';

import { hasWindow } from '../../contract/Channel';
import type { ScreenContext } from '../../PluginContext';
import { useLoaded } from '../shared/useLoaded';
import type { ConversationCustomer } from './useConversationCustomer';

/** https://www.twilio.com/docs/whatsapp/key-concepts#the-24-hour-window */
const WINDOW_MILLISECONDS = 24 * 60 * 60 * 1_000;

/**
 * Whether the channel takes no free text now, because the customer has not written for 24 hours. Where they have not
 * written in this conversation, the backend is asked; what is not known does not count as shut.
 */
export function useIsWindowShut({ backend }: ScreenContext, customer: ConversationCustomer | undefined): boolean {
  const isLimited = customer !== undefined && hasWindow(customer.channel);
  const isSilent = isLimited && customer.wroteAt === null && customer.to !== '' && customer.from !== '';
  const { channel = 'sms', to = '', from = '' } = customer ?? {};
  const asked = useLoaded(
    isSilent ? `${channel} ${to} ${from}` : undefined,
    backend && (() => backend.checks({ channel, to, from })),
  );
  const told = asked.value?.checks.windowClosesAt;
  const closesAt = !isLimited
    ? undefined
    : customer.wroteAt
      ? customer.wroteAt.getTime() + WINDOW_MILLISECONDS
      : isSilent && told !== undefined
        ? told === null
          ? 0
          : Date.parse(told)
        : undefined;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (closesAt === undefined) return undefined;
    const left = closesAt - Date.now();
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [closesAt]);
  return closesAt !== undefined && closesAt <= now;
}
