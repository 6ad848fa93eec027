import type { World } from '../../World';
import type { Parameters } from '../../http/parameters';
import { TwilioError } from '../../http/TwilioError';
import type { TaskRouterEvent } from '../../model/taskrouter';

/** A stretch of time, and perhaps one task channel by SID or unique name. */
export interface EventWindow {
  start: Date;
  end: Date;
  taskChannel?: string;
}

const DEFAULT_MINUTES = 15;

/** From `StartDate` to `EndDate`; without a start, the last `Minutes`. */
export function windowOf(world: World, parameters: Parameters): EventWindow {
  const date = (name: string): Date | undefined => {
    const text = parameters.text(name);
    if (text === undefined) return undefined;
    const value = new Date(text);
    if (Number.isNaN(value.getTime())) throw TwilioError.invalid(name);
    return value;
  };
  const end = date('EndDate') ?? world.clock.now();
  const minutes = parameters.integer('Minutes') ?? DEFAULT_MINUTES;
  const start = date('StartDate') ?? new Date(end.getTime() - minutes * 60_000);
  return { start, end, taskChannel: parameters.text('TaskChannel') };
}

export const eventsInWindow = (world: World, { start, end, taskChannel }: EventWindow): TaskRouterEvent[] =>
  world.taskRouterEvents.filter(
    ({ date, parameters }) =>
      date >= start &&
      date <= end &&
      (!taskChannel || [parameters['TaskChannelSid'], parameters['TaskChannelUniqueName']].includes(taskChannel)),
  );
