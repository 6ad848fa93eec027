import {
  OF_A_NUMBER,
  OF_A_VISITOR,
  OF_A_WEBSITE,
  OF_CHATS,
  takeTurn,
} from '../../../../serverless/src/contact-requests/rateLimits';
import { privateName } from '../../../../serverless/src/sync/privateName';
import { appendToList } from '../../../../serverless/src/sync/syncStore';
import { inMemoryTwilio } from '../../../support/inMemoryTwilio';

const LIMIT = { kind: 'number', most: 2, seconds: 60 };
const context = { AUTH_TOKEN: 'secret' };

function account() {
  const memory = inMemoryTwilio();
  const take = (requestId: string, value = '+14155550143', limit = LIMIT) =>
    takeTurn({ context, twilio: memory.call().twilio }, limit, value, requestId);
  const outcome = async (...of: Parameters<typeof take>) => {
    const turn = await take(...of);
    return turn.ok ? 'taken' : turn.error.code;
  };
  return { ...memory, take, outcome };
}

it('websites, visitors, numbers and chats have their limits', () => {
  expect([OF_A_WEBSITE, OF_A_VISITOR, OF_A_NUMBER, OF_CHATS]).toEqual([
    { kind: 'origin', most: 20, seconds: 60 },
    { kind: 'visitor', most: 5, seconds: 600 },
    { kind: 'number', most: 5, seconds: 600 },
    { kind: 'chat', most: 60, seconds: 60 },
  ]);
});

it('as many are taken as the limit says, and one more is refused', async () => {
  const { outcome } = account();
  expect([await outcome('1'), await outcome('2'), await outcome('3')]).toEqual(['taken', 'taken', 'TOO_MANY_REQUESTS']);
});

it('of many at once no more are taken than the limit says', async () => {
  const { outcome } = account();
  const outcomes = await Promise.all(['1', '2', '3', '4', '5'].map((id) => outcome(id)));
  expect(outcomes.filter((one) => one === 'taken')).toHaveLength(2);
});

it('each source, and each kind, has a limit of its own', async () => {
  const { outcome } = account();
  for (const id of ['1', '2']) await outcome(id);
  expect(await outcome('3', '+14155550144')).toBe('taken');
  expect(await outcome('3', '+14155550143', { ...LIMIT, kind: 'visitor' })).toBe('taken');
  expect(await outcome('3')).toBe('TOO_MANY_REQUESTS');
});

it('what is refused counts against nobody', async () => {
  const { outcome, world } = account();
  for (const id of ['1', '2']) await outcome(id);
  world.clock.advance(40_000);
  for (const id of ['3', '4', '5']) expect(await outcome(id)).toBe('TOO_MANY_REQUESTS');
  world.clock.advance(20_000);
  expect([await outcome('6'), await outcome('7')]).toEqual(['taken', 'taken']);
});

it('a request counts until its time is over, to the second', async () => {
  const { outcome, world } = account();
  for (const id of ['1', '2']) await outcome(id);
  world.clock.advance(59_999);
  expect(await outcome('3')).toBe('TOO_MANY_REQUESTS');
  world.clock.advance(1);
  expect(await outcome('3')).toBe('taken');
});

it('what Sync still has though its time is over counts no more, and nor does what is no arrival', async () => {
  const { outcome, call, world } = account();
  const list = privateName(context, 'contact-number', '+14155550143');
  const before = (seconds: number) => new Date(world.clock.now().getTime() - seconds * 1_000).toISOString();
  const arrivals = [60, 60, 600].map((seconds, index) => ({ at: before(seconds), requestId: `former ${index}` }));
  for (const data of [...arrivals, { other: true }]) await appendToList(call().twilio, list, data, 3_600);
  expect(await outcome('1')).toBe('taken');
  await appendToList(call().twilio, list, { at: before(59), requestId: 'c' }, 3_600);
  expect(await outcome('2')).toBe('TOO_MANY_REQUESTS');
});

it('a repeat counts once, says that it is one, and takes nothing away when it is released', async () => {
  const { take, outcome } = account();
  expect(await take('1')).toMatchObject({ ok: true, value: { isRepeat: false } });
  for (let times = 0; times < 3; times += 1) {
    const again = await take('1');
    expect(again).toMatchObject({ ok: true, value: { isRepeat: true } });
    if (again.ok) await again.value.release();
  }
  expect([await outcome('2'), await outcome('3')]).toEqual(['taken', 'TOO_MANY_REQUESTS']);
});

it('what came to nothing is released, and counts no more', async () => {
  const { take, outcome } = account();
  await outcome('1');
  const second = await take('2');
  if (second.ok) await second.value.release();
  expect([await outcome('2'), await outcome('3')]).toEqual(['taken', 'TOO_MANY_REQUESTS']);
});

it('something else in the list counts as nothing', async () => {
  const { call, outcome } = account();
  await outcome('1');
  const { syncLists } = call().twilio.sync.v1.services('default');
  const [list] = await syncLists.list();
  for (let times = 0; times < 2; times += 1) await syncLists(list!.sid).syncListItems.create({ data: { at: 7 } });
  expect(await outcome('2')).toBe('taken');
});

it('nobody reads in a list’s name whom it is about', async () => {
  const { call, outcome } = account();
  await outcome('1');
  const [list] = await call().twilio.sync.v1.services('default').syncLists.list();
  expect(list!.uniqueName).toMatch(/^messaging-controls-contact-number-/);
  expect(list!.uniqueName).not.toContain('4155550143');
});

it.each([
  ['write', 'post'],
  ['read', 'get'],
])('where Twilio does not %s, nothing is taken', async (_, method) => {
  const { outcome, fail } = account();
  fail((options) => (options.method.toLowerCase() === method ? { statusCode: 500 } : undefined));
  expect(await outcome('1')).toBe('TWILIO_UNAVAILABLE');
});
