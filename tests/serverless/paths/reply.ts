import { until } from '../../sandbox/until';
import { CARE, SAM } from '../backend';
import type { Path } from './Path';

/** Sam answers a message that waits for it. The request again is Sam's next message. */
export const reply: Path = {
  name: 'POST /outreach-reply',
  messages: 0,
  async prepare(backend) {
    await backend.ask('alice', 'outreach', { ...backend.request(), replyTo: 'agent' });
    const { world } = backend.sandbox;
    const deliveries = () => world.webhookLog.filter(({ url }) => url.endsWith('/outreach-reply'));
    return async () => {
      const before = deliveries().length;
      const isHeard = (backend.state().conversations[0]?.webhooks.size ?? 0) > 0;
      world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Yes please' });
      const status = isHeard
        ? await until(() => deliveries()[before]?.state !== 'sending' && deliveries()[before]?.responseStatus)
        : 200;
      const { openTasks } = backend.state();
      if (openTasks.length === 1) return { isDone: true, outcome: 'task made' };
      return {
        isDone: false,
        outcome: openTasks.length > 1 ? 'two tasks' : `HTTP ${status}, waits for the next message`,
      };
    };
  },
};
