import { noteMessage, releaseClaim, takeClaim, whileClaimed } from '../../../../serverless/src/sync/claim';
import { readDocument } from '../../../../serverless/src/sync/syncStore';
import { inMemoryTwilio } from '../../../support/inMemoryTwilio';

const NAME = 'messaging-controls-reuse-CH1';
const SECONDS = 1_000;

function account() {
  const memory = inMemoryTwilio();
  const call = () => memory.call();
  const claim = async (holder?: string) => {
    const taken = await takeClaim(call(), NAME, holder === undefined ? {} : { holder });
    if (!taken.ok) throw new Error(taken.error.code);
    return taken.value;
  };
  const document = async (): Promise<unknown> => {
    const read = await readDocument(call().twilio, NAME);
    return read.ok ? read.value : read;
  };
  return { ...memory, call, claim, document };
}

it('one of many at once has it', async () => {
  const { claim } = account();
  const claims = await Promise.all(['a', 'b', 'c'].map((holder) => claim(holder)));
  expect(claims.filter(({ isOurs }) => isOurs)).toMatchObject([{ name: NAME, isTakenOver: false }]);
});

it('nobody else has it as long as the first may be at work, and they hear whose it is', async () => {
  const { claim, world } = account();
  await claim('alice');
  world.clock.advance(20 * SECONDS);
  expect(await claim('bob')).toMatchObject({ isOurs: false, data: { holder: 'alice' } });
});

it('what a function has left behind is taken over by one, when it is over', async () => {
  const { claim, world, document } = account();
  await claim('alice');
  world.clock.advance(20 * SECONDS + 1);
  const claims = await Promise.all(['bob', 'carol'].map((holder) => claim(holder)));
  const [winner, ...others] = claims.filter(({ isOurs }) => isOurs);
  expect([winner?.isTakenOver, others]).toEqual([true, []]);
  expect(await document()).toMatchObject({ holder: winner?.data?.holder, startedAt: world.clock.now().toISOString() });
});

it('a message that has gone is known to all that come later for the same holder, and to no other', async () => {
  const { claim, call, world } = account();
  await noteMessage(call(), await claim('alice'), 'IM1');
  expect(await claim('alice')).toMatchObject({ isOurs: false, messageSid: 'IM1' });
  for (let times = 0; times < 2; times += 1) {
    world.clock.advance(21 * SECONDS);
    expect(await claim('alice')).toMatchObject({ isOurs: true, messageSid: 'IM1' });
  }
  expect((await claim('bob')).messageSid).toBeUndefined();
  world.clock.advance(21 * SECONDS);
  expect((await claim('bob')).messageSid).toBeUndefined();
});

it('the note of the message leaves the claim as it is', async () => {
  const { claim, call, document } = account();
  const first = await claim('alice');
  const before = await document();
  await noteMessage(call(), first, 'IM1');
  expect(await document()).toEqual({ ...(before as object), messageSid: 'IM1' });
});

it('one that came to nothing is given back, so that the next has it at once', async () => {
  const { claim, call } = account();
  await releaseClaim(call(), await claim('alice'));
  expect(await claim('bob')).toMatchObject({ isOurs: true, isTakenOver: false });
});

it('is nobody’s where something else stands under its name', async () => {
  const { claim, call } = account();
  const { documents } = call().twilio.sync.v1.services('default');
  await documents.create({ uniqueName: NAME, data: { other: true } });
  expect(await claim()).toMatchObject({ isOurs: false });
});

it.each(['post', 'get'])('is not taken where Twilio fails to answer a %s', async (method) => {
  const { claim, call, fail } = account();
  await claim();
  fail((options) => (options.method.toLowerCase() === method ? { statusCode: 500 } : undefined));
  expect(await takeClaim(call(), NAME)).toMatchObject({ ok: false, error: { code: 'TWILIO_UNAVAILABLE' } });
});

describe('work while nobody else has the claim', () => {
  it.each([
    ['is given back where it is settled', true, true],
    ['stands where Twilio may still make something of it', false, false],
  ])('%s', async (_, isSettled, isOurs) => {
    const { call, claim } = account();
    const during: boolean[] = [];
    const work = async () => {
      during.push((await claim()).isOurs);
      return 'done';
    };
    expect(await whileClaimed(call(), NAME, work, () => isSettled)).toEqual({ ok: true, value: 'done' });
    expect(during).toEqual([false]);
    expect((await claim()).isOurs).toBe(isOurs);
  });

  it.each([
    ['somebody else has it', undefined, { ok: true, value: undefined }],
    ['Twilio does not say', 500, { ok: false, error: { code: 'TWILIO_UNAVAILABLE' } }],
  ])('is not done where %s', async (_, statusCode, answer) => {
    const { call, claim, fail } = account();
    await claim();
    if (statusCode !== undefined) fail(() => ({ statusCode }));
    const work = jest.fn();
    expect(await whileClaimed(call(), NAME, work, () => true)).toMatchObject(answer);
    expect(work).not.toHaveBeenCalled();
  });
});
