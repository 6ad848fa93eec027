import type { SyncClient } from 'twilio-sync';
import createTwilio from 'twilio';
import { WebSocket } from 'ws';

import { decodeFrame, encodeFrame } from '../../sandbox/src/wire/twilsock/frame';
import type { Frame } from '../../sandbox/src/wire/twilsock/frame';
import { nextEvent, startWithSdks } from './sdkClients';
import type { SdkSandbox } from './sdkClients';

interface ItemEvent {
  key: string;
  value: Record<string, unknown>;
}

// A lost connection takes seconds to come back.
jest.setTimeout(20_000);

let sdks: SdkSandbox;
let alice: SyncClient;
let sue: SyncClient;

beforeAll(async () => {
  sdks = await startWithSdks();
  [alice, sue] = await Promise.all([sdks.sync('alice'), sdks.sync('sue')]);
});

afterAll(() => sdks.close());

const sync = () => sdks.sandbox.world.services.sync;

const worker = (sid: string, activity: string) => ({
  worker_sid: sid,
  activity_name: activity,
  attributes: { full_name: `Worker ${sid}` },
});

test('shares documents, and refuses a write over a change that was not seen', async () => {
  const ofAlice = await alice.document({ id: 'guard', mode: 'open_or_create', data: { a: 1 } } as never);
  const ofSue = await sue.document('guard');
  expect(ofSue.data).toEqual({ a: 1 });
  const updated = nextEvent(ofSue, 'updated');
  await ofAlice.update({ b: 2 });
  await updated;
  expect(ofSue.data).toEqual({ a: 1, b: 2 });
  // The SDK sends the revision that it knows, reads again where it is old, and so loses neither change.
  await Promise.all([
    ofAlice.mutate((data: object) => ({ ...data, fromAlice: true })),
    ofSue.mutate((data: object) => ({ ...data, fromSue: true })),
  ]);
  const bob = await sdks.sync('bob');
  expect((await bob.document('guard')).data).toMatchObject({ fromAlice: true, fromSue: true });
});

test('shows what the REST API writes', async () => {
  const { documents } = sdks.sandbox.twilio.sync.v1.services('default');
  await documents.create({ uniqueName: 'ours', data: { open: true } });
  const own = await sdks.sync('alice', 'data_sync');
  const document = await own.document({ id: 'ours', mode: 'open_existing' } as never);
  expect(document.data).toEqual({ open: true });
  const updated = nextEvent(document, 'updated');
  await documents('ours').update({ data: { open: false } });
  await updated;
  expect(document.data).toEqual({ open: false });
});

test('lets no browser into a service with access control, whatever token it has', async () => {
  const { twilio, world } = sdks.sandbox;
  const made = await twilio.sync.v1.services.create({ friendlyName: 'Ours', aclEnabled: true });
  const service = twilio.sync.v1.services(made.sid);
  await service.documents.create({ uniqueName: 'guarded', data: { open: false } });
  // A Flex token is for the default service, where there is no such document.
  const own = await sdks.sync('alice', 'data_sync');
  await expect(own.document({ id: 'guarded', mode: 'open_existing' } as never)).rejects.toMatchObject({ status: 404 });
  const { sid, apiKeySid, apiKeySecret } = world.account;
  const token = new createTwilio.jwt.AccessToken(sid, apiKeySid, apiKeySecret, { identity: 'alice' });
  token.addGrant(new createTwilio.jwt.AccessToken.SyncGrant({ serviceSid: made.sid }));
  const granted = await sdks.syncWith(token.toJwt());
  const forbidden = { status: 403, code: 54007 };
  await expect(granted.document({ id: 'guarded', mode: 'open_existing' } as never)).rejects.toMatchObject(forbidden);
  await expect(granted.document({ id: 'new', mode: 'create_new' } as never)).rejects.toMatchObject(forbidden);
  await service.update({ aclEnabled: false });
  expect((await granted.document({ id: 'guarded', mode: 'open_existing' } as never)).data).toEqual({ open: false });
});

test('ends what has lived its time', async () => {
  const document = await alice.document({ id: 'short', mode: 'open_or_create', ttl: 1 } as never);
  await nextEvent(document, 'removed');
  await expect(sue.document({ id: 'short', mode: 'open_existing' } as never)).rejects.toMatchObject({ status: 404 });
});

test('keeps maps, lists and streams', async () => {
  const map = await alice.map('map');
  await map.set('k', { v: 1 });
  await map.update('k', { w: 2 });
  expect((await map.get('k')).data).toEqual({ v: 1, w: 2 });
  await map.remove('k');
  await expect(map.get('k')).rejects.toMatchObject({ status: 404 });

  const list = await alice.list('list');
  for (const n of [0, 1, 2]) await list.push({ n });
  const page = await list.getItems({ pageSize: 2 });
  expect(page.items.map(({ index }) => index)).toEqual([0, 1]);
  const next = (await page.nextPage()) as typeof page;
  expect(next.items.map(({ data }) => data as unknown)).toEqual([{ n: 2 }]);
  await list.remove(2);
  await list.push({ n: 3 });
  expect((await list.get(3)).data).toEqual({ n: 3 });

  const [stream, listening] = [await alice.stream('stream'), await sue.stream('stream')];
  let heard: unknown;
  listening.on('messagePublished', ({ message }: { message: { data: unknown } }) => (heard = message.data));
  // A stream keeps nothing for who subscribes later.
  while (heard === undefined) await stream.publishMessage({ hello: true });
  expect(heard).toEqual({ hello: true });
});

test('shows what the services write', async () => {
  const scope = sync().scope('flex_insights');
  scope.setMapItem('statistics', 'workspace', { tasks: 1 });
  const map = await alice.map('statistics');
  expect((await map.get('workspace')).data).toEqual({ tasks: 1 });
  const updated = nextEvent<{ item: { data: unknown } }>(map, 'itemUpdated');
  scope.setMapItem('statistics', 'workspace', { tasks: 2 });
  expect((await updated).item.data).toEqual({ tasks: 2 });
  const removed = nextEvent<{ key: string }>(map, 'itemRemoved');
  scope.removeMapItem('statistics', 'workspace');
  expect((await removed).key).toBe('workspace');
});

test('answers instant queries', async () => {
  sync().setIndexItem('tr-instant', 'WK1', worker('WK1', 'Offline'));
  sync().setIndexItem('tr-instant', 'WK2', worker('WK2', 'Available'));
  const query = await sue.instantQuery('tr-instant');
  const search = async (expression: string): Promise<string[]> => {
    await query.search(expression);
    return Object.keys(query.getItems());
  };
  expect(await search('')).toEqual(['WK1', 'WK2']);
  expect(await search('data.attributes.full_name CONTAINS "wk2"')).toEqual(['WK2']);
  expect(await search('data.worker_sid == "WK1" && (data.activity_name not_in ["Available", "Break"])')).toEqual([
    'WK1',
  ]);
  await expect(query.search('data.activity_name ===')).rejects.toMatchObject({ status: 400 });
});

test('follows live queries, also over a lost connection', async () => {
  sync().setIndexItem('tr-live', 'WK1', worker('WK1', 'Offline'));
  sync().setIndexItem('tr-live', 'WK2', worker('WK2', 'Available'));
  const query = await sue.liveQuery('tr-live', 'data.activity_name == "Available"');
  expect(Object.keys(query.getItems())).toEqual(['WK2']);

  const begins = nextEvent<ItemEvent>(query, 'itemUpdated');
  sync().setIndexItem('tr-live', 'WK1', worker('WK1', 'Available'));
  expect(await begins).toMatchObject({ key: 'WK1', value: { activity_name: 'Available' } });
  const ends = nextEvent<ItemEvent>(query, 'itemRemoved');
  sync().setIndexItem('tr-live', 'WK2', worker('WK2', 'Offline'));
  expect((await ends).key).toBe('WK2');
  const gone = nextEvent<ItemEvent>(query, 'itemRemoved');
  sync().removeIndexItem('tr-live', 'WK1');
  expect((await gone).key).toBe('WK1');

  const lost = nextEvent(sue, 'connectionStateChanged', (state) => state !== 'connected');
  sdks.sandbox.dropSockets();
  await lost;
  const missed = nextEvent<ItemEvent>(query, 'itemUpdated');
  sync().setIndexItem('tr-live', 'WK2', worker('WK2', 'Available'));
  expect((await missed).key).toBe('WK2');
});

test('keeps the objects of conversations from those whom they do not concern', async () => {
  const { conversations } = sdks.sandbox.world.services;
  const { sid } = conversations.create({});
  conversations.addParticipant(sid, { identity: 'alice' });
  await expect(alice.document({ id: `${sid}.channel`, mode: 'open_existing' } as never)).rejects.toMatchObject({
    status: 404,
  });
  const send = await openTwilsock('bob');
  const read = await send('cds.us1.twilio.com', `/v3/Documents/${sid}.channel`, 'GET');
  expect(read).toMatchObject({ code: 403, body: { code: 54007 } });
  const write = await send('cds.us1.twilio.com', '/v3/Documents', 'POST');
  expect(write.code).toBe(403);
});

test('answers telemetry, and nothing that it does not know', async () => {
  const send = await openTwilsock('alice');
  expect(await send('flex-sdk.twilio.com', '/v1/Telemetry/Events', 'POST')).toMatchObject({ code: 200, body: {} });
  expect(await send('flex-sdk.twilio.com', '/v1/Other', 'GET')).toMatchObject({ code: 404, body: { code: 20404 } });
  expect(await send('other.twilio.com', '/v1/Telemetry/Events', 'POST')).toMatchObject({ code: 404 });
});

type Send = (host: string, path: string, method: string) => Promise<{ code: number; body: unknown }>;

/** A bare Twilsock connection for the product `ip_messaging`, signed in. It ends with the sandbox. */
async function openTwilsock(identity: string): Promise<Send> {
  const socket = new WebSocket(`${sdks.sandbox.url.replace('http', 'ws')}/tsock.us1.twilio.com/v3/wsconnect`);
  await nextEvent(socket, 'open');
  const ask = async (id: string, header: Record<string, unknown>): Promise<Frame> => {
    const replied = nextEvent<Buffer>(socket, 'message', (data) => decodeFrame(data).header.id === id);
    socket.send(encodeFrame({ method: 'message', id, ...header }));
    return decodeFrame(await replied);
  };
  const { header } = await ask('TM0', { method: 'init', token: sdks.sandbox.token(identity) });
  expect(header['status']).toMatchObject({ code: 200 });
  let count = 0;
  return async (host, path, method) => {
    count += 1;
    const reply = await ask(`TM${count}`, { active_grant: 'ip_messaging', http_request: { host, path, method } });
    return {
      code: (reply.header['http_status'] as { code: number }).code,
      body: JSON.parse(reply.payload) as unknown,
    };
  };
}
