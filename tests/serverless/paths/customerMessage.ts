import { until } from '../../sandbox/until';
import { CARE, SAM } from '../backend';
import type { Backend } from '../backend';
import type { PathAnswer } from './Path';

/** Sam writes to us, and the function of this route that hears of it, if any does, has answered Twilio. */
export async function customerMessage(backend: Backend, route: string): Promise<PathAnswer> {
  const { world } = backend.sandbox;
  const deliveries = () => world.webhookLog.filter(({ url }) => url.endsWith(`/${route}`));
  const before = deliveries().length;
  const [conversation] = backend.state().conversations;
  const isHeard = conversation === undefined || conversation.webhooks.size > 0;
  world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Where is my order?' });
  const status = isHeard
    ? await until(() => deliveries()[before]?.state !== 'sending' && deliveries()[before]?.responseStatus)
    : 200;
  const { openTasks } = backend.state();
  if (openTasks.length === 1) return { isDone: true, outcome: 'task made' };
  return {
    isDone: false,
    outcome: openTasks.length > 1 ? 'two tasks' : `HTTP ${status}, waits for the next message`,
  };
}
