import React, { useEffect, useState } from 'react';

import { HIDDEN } from '../flex/hidden';
import type { StartTranslate } from '../strings/translate';

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
  t: StartTranslate;
  notificationContext?: CountDownContext;
}): React.ReactElement | null => {
  const [begun] = useState(Date.now);
  const [now, setNow] = useState(begun);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), STEP);
    return () => clearInterval(timer);
  }, []);
  if (!notificationContext) {
    return null;
  }
  const { task, due } = notificationContext;
  const secondsAt = (time: number) => Math.max(0, Math.ceil((due - time) / 1000));
  const sentence = t('autoAcceptCountDown', { task, seconds: secondsAt(now) });
  // Flex shows it in a live region too, where what a timer says is never read out: it is said once beside it.
  return (
    <>
      {secondsAt(now) === secondsAt(begun) && <span style={HIDDEN}>{sentence}</span>}
      <span role="timer" aria-live="off">
        {sentence}
      </span>
    </>
  );
};
