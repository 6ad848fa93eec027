import React, { useEffect, useState } from 'react';

import type { Translate } from '../strings/translate';

export interface CountDownContext {
  reservationSid: string;
  /** What agents know the task by. */
  task: string;
  /** When it is accepted, in milliseconds since 1970. */
  due: number;
}

const STEP = 250;

/** Flex gives `notificationContext` to the element that is a notification's content. */
export const CountDown = ({
  t,
  notificationContext,
}: {
  t: Translate;
  notificationContext?: CountDownContext;
}): React.ReactElement | null => {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), STEP);
    return () => clearInterval(timer);
  }, []);
  if (!notificationContext) {
    return null;
  }
  const { task, due } = notificationContext;
  const seconds = Math.max(0, Math.ceil((due - now) / 1000));
  // A timer is read out when it comes up, not at every second.
  return (
    <span role="timer" aria-live="off">
      {t('autoAcceptCountDown', { task, seconds })}
    </span>
  );
};
