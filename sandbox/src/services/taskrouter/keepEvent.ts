import type { TaskRouterEvent } from '../../model/taskrouter';
import type { World } from '../../World';

/** Twilio keeps events for days; here it is the latest ones. */
const KEPT_EVENTS = 5000;

/** Adds to what `/Events` and the cumulative statistics tell. */
export function keepEvent({ taskRouterEvents }: World, event: TaskRouterEvent): void {
  taskRouterEvents.push(event);
  if (taskRouterEvents.length > KEPT_EVENTS) taskRouterEvents.shift();
}
