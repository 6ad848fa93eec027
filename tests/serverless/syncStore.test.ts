import type { Twilio } from 'twilio';

import {
  appendToList,
  changeMapItem,
  claimDocument,
  listMapItems,
  putMapItem,
  readDocument,
  readList,
  readMapItem,
  removeDocument,
  removeMapItem,
  writeDocument,
} from '../../serverless/src/sync/syncStore';
import { startSandbox } from '../sandbox/startSandbox';
import type { RunningSandbox } from '../sandbox/startSandbox';
import { sandboxHelper } from '../support/sandboxHelper';
import { FaultProxy } from './FaultProxy';

const HOUR = 3_600;
const BROKEN = { answer: { status: 500 } };

let sandbox: RunningSandbox;
let proxy: FaultProxy;
let twilio: Twilio;
beforeAll(async () => {
  sandbox = await startSandbox();
  proxy = new FaultProxy(sandbox.url);
  await proxy.listen();
  twilio = sandboxHelper(proxy.url, sandbox.world.account);
});
afterAll(async () => {
  await proxy.close();
  await sandbox.close();
});
beforeEach(() => {
  proxy.reset();
  sandbox.reset();
});

const done = (value: unknown) => ({ ok: true, value });
const claim = (attempt: string) => claimDocument(twilio, 'claim', { attempt, of: { one: 1 } }, HOUR);

describe('a claim', () => {
  it('is had by one alone, until its time is over', async () => {
    expect(await claim('first')).toEqual(done('claimed'));
    expect(await claim('second')).toEqual(done('taken'));
    expect(await readDocument(twilio, 'claim')).toEqual(done({ attempt: 'first', of: { one: 1 } }));
    sandbox.world.clock.advance(HOUR * 1_000 + 1);
    expect(await claim('second')).toEqual(done('claimed'));
  });

  it('is had by one alone where both come at once', async () => {
    const claims = await Promise.all(['first', 'second', 'third'].map(claim));
    expect(claims.filter(({ ok, ...rest }) => ok && 'value' in rest && rest.value === 'claimed')).toHaveLength(1);
  });

  it.each([
    ['was lost', true],
    ['never came about', false],
  ])('is known for one’s own where the answer %s', async (_what, reaches) => {
    proxy.fail({ request: /^POST .*\/Documents$/, reaches, ...BROKEN });
    expect(await claim('first')).toEqual(done('claimed'));
  });

  it('is known for another’s where the answer was lost', async () => {
    await claim('first');
    proxy.fail({ request: /^POST .*\/Documents$/, reaches: true, answer: 'nothing' });
    expect(await claim('second')).toEqual(done('taken'));
  });

  it('is uncertain where Twilio answers nothing at all', async () => {
    proxy.fail({ request: /./, reaches: true, ...BROKEN, times: 9 });
    expect(await claim('first')).toMatchObject({ ok: false, error: { uncertain: true } });
  });

  it('is free again when it is removed, once or twice', async () => {
    await claim('first');
    expect(await removeDocument(twilio, 'claim')).toMatchObject({ ok: true });
    expect(await removeDocument(twilio, 'claim')).toMatchObject({ ok: true });
    expect(await readDocument(twilio, 'claim')).toEqual(done(undefined));
    expect(await claim('second')).toEqual(done('claimed'));
  });
});

describe('a document', () => {
  it('is made, and then changed', async () => {
    for (const name of ['first', 'second']) {
      expect(await writeDocument(twilio, 'note', { name }, HOUR)).toMatchObject({ ok: true });
      expect(await readDocument(twilio, 'note')).toEqual(done({ name }));
    }
  });

  it.each([true, false])('is written where the first try breaks down (%p: it had come about)', async (reaches) => {
    proxy.fail({ request: /^POST .*\/Documents$/, reaches, ...BROKEN });
    expect(await writeDocument(twilio, 'note', { name: 'first' }, HOUR)).toMatchObject({ ok: true });
    expect(await readDocument(twilio, 'note')).toEqual(done({ name: 'first' }));
  });

  it('says what went wrong', async () => {
    proxy.fail({ request: /^GET/, reaches: false, ...BROKEN });
    expect(await readDocument(twilio, 'note')).toEqual({
      ok: false,
      error: { uncertain: true, status: 500, code: 20500 },
    });
  });
});

describe('a map', () => {
  it('is empty before its first item', async () => {
    expect(await readMapItem(twilio, 'map', 'a')).toEqual(done(undefined));
    expect(await listMapItems(twilio, 'map', 10)).toEqual(done([]));
    expect(await removeMapItem(twilio, 'map', 'a')).toMatchObject({ ok: true });
  });

  it('comes about with its first item; items are replaced and removed', async () => {
    for (const [key, name] of [
      ['b', 'first'],
      ['a', 'second'],
      ['b', 'third'],
    ] as const) {
      expect(await putMapItem(twilio, 'map', key, { name }, HOUR)).toMatchObject({ ok: true });
    }
    expect(await readMapItem(twilio, 'map', 'b')).toEqual(done({ name: 'third' }));
    expect(await listMapItems(twilio, 'map', 10)).toEqual(
      done([
        { key: 'a', data: { name: 'second' } },
        { key: 'b', data: { name: 'third' } },
      ]),
    );
    await removeMapItem(twilio, 'map', 'a');
    expect(await listMapItems(twilio, 'map', 10)).toMatchObject(done([{ key: 'b' }]));
  });

  it('loses nothing where two change an item at once: the second sees what the first wrote', async () => {
    await putMapItem(twilio, 'map', 'a', { names: [] }, HOUR);
    const add = (name: string) =>
      changeMapItem(twilio, 'map', 'a', (data) => ({
        data: { names: [...(data as { names: string[] }).names, name] },
        ttlSeconds: HOUR,
      }));
    const update = proxy.hold(/^POST/);
    const first = add('first');
    await update.reached;
    expect(await add('second')).toEqual(done({ names: ['second'] }));
    update.open();
    expect(await first).toEqual(done({ names: ['second', 'first'] }));
    expect(await changeMapItem(twilio, 'map', 'a', () => undefined)).toEqual(done({ names: ['second', 'first'] }));
    expect(await changeMapItem(twilio, 'map', 'none', () => undefined)).toEqual(done(undefined));
  });

  it('costs one call for each further item', async () => {
    await putMapItem(twilio, 'map', 'a', {}, HOUR);
    proxy.reset();
    await putMapItem(twilio, 'map', 'b', {}, HOUR);
    expect(proxy.requests).toHaveLength(1);
  });

  it('comes about where two begin it at once', async () => {
    const [one, other] = await Promise.all(['a', 'b'].map((key) => putMapItem(twilio, 'map', key, {}, HOUR)));
    expect([one, other]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await listMapItems(twilio, 'map', 10)).toMatchObject(done([{ key: 'a' }, { key: 'b' }]));
  });
});

describe('a list', () => {
  it('is empty before its first item', async () => {
    expect(await readList(twilio, 'list', 10)).toEqual(done([]));
  });

  it('gives the latest first, over pages, and no more than are asked for', async () => {
    for (let number = 1; number <= 3; number += 1) await appendToList(twilio, 'list', { number }, HOUR);
    expect(await readList(twilio, 'list', 2)).toEqual(
      done([
        { index: 2, data: { number: 3 } },
        { index: 1, data: { number: 2 } },
      ]),
    );
    for (let number = 4; number <= 105; number += 1) await appendToList(twilio, 'list', { number }, HOUR);
    const all = await readList(twilio, 'list', 200);
    expect(all.ok && all.value).toHaveLength(105);
  });

  it('is not added to twice where an answer is lost', async () => {
    await appendToList(twilio, 'list', { number: 1 }, HOUR);
    proxy.fail({ request: /^POST .*\/Items$/, reaches: true, ...BROKEN });
    expect(await appendToList(twilio, 'list', { number: 2 }, HOUR)).toMatchObject({ error: { uncertain: true } });
    expect(await readList(twilio, 'list', 10)).toEqual(
      done([
        { index: 1, data: { number: 2 } },
        { index: 0, data: { number: 1 } },
      ]),
    );
  });
});
