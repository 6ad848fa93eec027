import { randomUUID } from 'node:crypto';

import type { StartRecord } from '../../../serverless/src/conversations/startRecord';
import { claimRequest, noteMessage, releaseRequest } from '../../../serverless/src/interactions/requestClaim';
import { readDocument } from '../../../serverless/src/sync/syncStore';
import { inMemoryTwilio } from '../../support/inMemoryTwilio';

const NAME = 'messaging-controls-WK1-request';
const SECONDS = 1_000;

function account() {
  const memory = inMemoryTwilio();
  const { call, world } = memory;
  const arrival = () => {
    const record: StartRecord = { requestId: '1', attempt: randomUUID(), startedAt: world.clock.now().toISOString() };
    return { call: call() as never, uniqueName: NAME, record };
  };
  const document = async (name: string): Promise<unknown> => {
    const read = await readDocument(call().twilio, name);
    return read.ok ? read.value : read;
  };
  return { ...memory, arrival, document };
}

const claimOf = async (request: Parameters<typeof claimRequest>[0]) => {
  const claimed = await claimRequest(request);
  if (!claimed.ok) throw new Error(claimed.error.code);
  return claimed.value;
};

it('one of many arrivals at once has the request', async () => {
  const { arrival } = account();
  const claims = await Promise.all([arrival(), arrival(), arrival()].map(claimOf));
  expect(claims.filter(({ isOurs }) => isOurs)).toEqual([{ isOurs: true, name: NAME }]);
  expect(claims.filter(({ isOurs }) => !isOurs)).toHaveLength(2);
});

it('a later arrival has it neither as long as the first may be at work, and says what stands', async () => {
  const { arrival, world } = account();
  await claimOf(arrival());
  world.clock.advance(20 * SECONDS);
  expect(await claimOf(arrival())).toEqual({ isOurs: false, name: NAME });
});

it('what a function has left behind is taken up by one, when it is over', async () => {
  const { arrival, world, document } = account();
  const first = arrival();
  await claimOf(first);
  world.clock.advance(20 * SECONDS + 1);
  const claims = await Promise.all([arrival(), arrival()].map(claimOf));
  const name = `${NAME}-${first.record.attempt}`;
  expect(claims.filter(({ isOurs }) => isOurs)).toEqual([{ isOurs: true, name }]);
  const [ours] = claims.filter(({ isOurs }) => isOurs);
  expect(await document(ours!.name)).toMatchObject({ startedAt: world.clock.now().toISOString() });
});

it('a message that has gone is known to all that come later, over each that takes it up', async () => {
  const { arrival, world } = account();
  const first = arrival();
  await noteMessage(first, await claimOf(first), 'IM1');
  expect(await claimOf(arrival())).toEqual({ isOurs: false, name: NAME, messageSid: 'IM1' });
  for (let times = 0; times < 2; times += 1) {
    world.clock.advance(21 * SECONDS);
    expect(await claimOf(arrival())).toMatchObject({ isOurs: true, messageSid: 'IM1' });
  }
});

it('the note of the message leaves the claim as it is', async () => {
  const { arrival, document } = account();
  const first = arrival();
  await noteMessage(first, await claimOf(first), 'IM1');
  const { attempt, startedAt } = first.record;
  expect(await document(NAME)).toEqual({ attempt, startedAt, messageSid: 'IM1' });
});

it('one that came to nothing is given back, so that the next has it at once', async () => {
  const { arrival } = account();
  const first = arrival();
  await releaseRequest(first, await claimOf(first));
  expect(await claimOf(arrival())).toEqual({ isOurs: true, name: NAME });
});

it('is taken up five times at most', async () => {
  const { arrival, world } = account();
  const claims = [];
  for (let times = 1; times <= 6; times += 1) {
    claims.push(await claimOf(arrival()));
    world.clock.advance(21 * SECONDS);
  }
  expect(claims.map(({ isOurs }) => isOurs)).toEqual([true, true, true, true, true, false]);
});

it('is nobody’s where something else stands under its name', async () => {
  const { arrival, call } = account();
  const { documents } = call().twilio.sync.v1.services('default');
  await documents.create({ uniqueName: NAME, data: { other: true } });
  expect(await claimOf(arrival())).toEqual({ isOurs: false, name: NAME });
});

it.each(['post', 'get'])('is not taken where Twilio fails to answer a %s', async (method) => {
  const { arrival, fail } = account();
  await claimOf(arrival());
  fail((options) => (options.method.toLowerCase() === method ? { statusCode: 500 } : undefined));
  expect(await claimRequest(arrival())).toMatchObject({ ok: false, error: { code: 'TWILIO_UNAVAILABLE' } });
});
