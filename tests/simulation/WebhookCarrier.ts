// Brings Twilio's webhooks to our functions: each by a way of its own, so that they overtake one another; late and
// twice where a fault says so.
import type { CarryWebhook, SignedWebhook } from '../../sandbox/src/services/webhooks/attempt';
import { FUNCTIONS_DOMAIN } from './account';
import type { Simulation } from './Simulation';

type Carried = Awaited<ReturnType<CarryWebhook>>;

export class WebhookCarrier {
  private readonly counts = new Map<string, number>();

  constructor(private readonly simulation: Simulation) {}

  async carry(webhook: SignedWebhook): Promise<Carried> {
    const { simulation } = this;
    const url = new URL(webhook.url);
    const form = new URLSearchParams(webhook.method === 'POST' ? webhook.body : url.search);
    const route = url.pathname.slice(1);
    const about = `webhook ${form.get('EventType') ?? form.get('MessageStatus') ?? ''} to ${route}`;
    const count = (this.counts.get(about) ?? 0) + 1;
    this.counts.set(about, count);
    const name = `${about} ${count}`;
    if (url.host !== FUNCTIONS_DOMAIN) return { failure: 'ct', message: `nobody is at ${url.host}` };
    const chance = simulation.chance.of(name);
    const fault = simulation.befall('webhook', name);
    const event = { ...Object.fromEntries(form), request: { headers: webhook.headers, cookies: {} } };
    const deliver = async (run: string): Promise<Carried> => {
      const { status, body } = await simulation.run(run, route, event);
      simulation.trace.add(run, `POST /${route}`, String(status));
      return { status, contentType: 'application/json', body: JSON.stringify(body ?? {}) };
    };
    await simulation.sleep(chance.between(20, 400) + (fault === 'late' ? chance.between(1_000, 90_000) : 0));
    if (fault === 'twice') simulation.after(chance.between(1, 20_000), () => void deliver(`${name} again`));
    return deliver(name);
  }
}
