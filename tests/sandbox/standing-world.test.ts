import { createWorld } from '../../sandbox/src/createWorld';
import { Clock } from '../../sandbox/src/model/Clock';
import type { SignedWebhook } from '../../sandbox/src/services/webhooks/attempt';

const BEGINS = new Date('2026-03-02T09:00:00.000Z');
const MINUTE = 60_000;

describe('a clock that stands', () => {
  const clock = new Clock(BEGINS);
  const end = BEGINS.getTime() + 60 * MINUTE;
  const minute = (): number => (clock.now().getTime() - BEGINS.getTime()) / MINUTE;
  afterEach(() => clock.dispose());

  test('goes on only as it is told, to one timer after the other, those of one moment as they were set', async () => {
    const entries: string[] = [];
    const note = (what: string) => () => void entries.push(`${what} ${minute()}`);
    clock.after(30 * MINUTE, note('later'));
    clock.after(10 * MINUTE, note('sooner'));
    clock.afterReal(10 * MINUTE, note('at the same moment'));
    clock.after(0, note('at once'))();
    // Real timers would have run by now.
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect([entries, minute(), clock.realNow()]).toEqual([[], 0, BEGINS.getTime()]);
    expect(clock.step(end)).toBe(true);
    expect(entries).toEqual(['sooner 10']);
    expect(clock.step(end)).toBe(true);
    clock.advance(20 * MINUTE);
    expect(entries).toEqual(['sooner 10', 'at the same moment 10', 'later 30']);
    expect(clock.step(end)).toBe(false);
    expect(minute()).toBe(60);
  });
});

describe('a world with a time and a chance of its own', () => {
  /** A customer writes, and a chat is opened; all that the backend was told. */
  async function live(seed: number) {
    const carried: SignedWebhook[] = [];
    let state = seed;
    const world = createWorld({
      begins: BEGINS,
      random: () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647,
      carryWebhook: (webhook) => {
        carried.push(webhook);
        return Promise.resolve({ status: 200, contentType: null, body: '' });
      },
      conversationsWebhook: { url: 'https://backend.example.com/events', filters: ['onMessageAdded'] },
    });
    const [sms] = [...world.addresses.values()].filter(({ type }) => type === 'sms');
    world.services.messaging.receive({ channel: 'sms', from: '+12025550143', to: sms!.address, body: 'Hello' });
    world.services.webChats.start({
      addressSid: [...world.addresses.values()].find(({ type }) => type === 'chat')!.sid,
    });
    const { token } = world.services.iam.issueToken(world.people.get('alice')!);
    world.clock.advance(MINUTE);
    await new Promise((resolve) => setImmediate(resolve));
    const all = { conversations: [...world.conversations.values()], events: world.taskRouterEvents, carried, token };
    world.dispose();
    return JSON.stringify(all);
  }

  test('is the same each time, and another one with another seed', async () => {
    const first = await live(1);
    expect(await live(1)).toBe(first);
    expect(await live(2)).not.toBe(first);
  });

  test('hands its webhooks over signed, with their idempotency token', async () => {
    const { carried } = JSON.parse(await live(1)) as { carried: SignedWebhook[] };
    expect(carried).toMatchObject([
      {
        url: 'https://backend.example.com/events',
        method: 'POST',
        headers: {
          'x-twilio-signature': expect.stringMatching(/^[\w+/]{27}=$/) as string,
          'i-twilio-idempotency-token': expect.stringMatching(/^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/) as string,
        },
      },
    ]);
    expect(new URLSearchParams(carried[0]!.body).get('Body')).toBe('Hello');
  });
});
