import type { Typing } from './typing';

export interface SelectWhenIdle {
  /** Selects it now, or when the agent no longer types; the last one that was asked for wins. */
  request(reservationSid: string): void;
  selectNow(reservationSid: string): void;
  /** The agent has opened it; it is not selected once more. */
  opened(reservationSid: string): void;
  end(): void;
}

export function selectWhenIdle({
  typing,
  select,
  onWait,
}: {
  typing: Typing;
  select: (reservationSid: string) => void;
  onWait: (reservationSid: string) => void;
}): SelectWhenIdle {
  let next: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const selectNow = (reservationSid: string) => {
    clearTimeout(timer);
    next = undefined;
    select(reservationSid);
  };
  const check = () => {
    if (next === undefined) {
      return;
    }
    const timeLeft = typing.timeLeft();
    if (timeLeft === 0) {
      selectNow(next);
    } else {
      clearTimeout(timer);
      timer = setTimeout(check, timeLeft);
    }
  };
  return {
    request: (reservationSid) => {
      next = reservationSid;
      if (typing.timeLeft() > 0) {
        onWait(reservationSid);
      }
      check();
    },
    selectNow,
    opened: (reservationSid) => {
      if (next === reservationSid) {
        clearTimeout(timer);
        next = undefined;
      }
    },
    end: () => clearTimeout(timer),
  };
}
