import { contractSandbox } from './contractSandbox';
import { toldEndpoints } from './toldEndpoints';

const contract = contractSandbox();

const unknown = (prefix: string): string => prefix + '0'.repeat(32);
const service = () => contract.twilio.sync.v1.services(contract.world.syncServiceSid);

it('reads the service', async () => {
  const { services } = contract.twilio.sync.v1;
  expect((await services.list({ pageSize: 1 })).map(({ sid }) => sid)).toEqual([contract.world.syncServiceSid]);
  expect((await services('default').fetch()).sid).toBe(contract.world.syncServiceSid);
  await expect(services(unknown('IS')).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});

it('makes, changes and removes a service of one’s own, whose objects are its own', async () => {
  const { services } = contract.twilio.sync.v1;
  const { sid } = await services.create({ friendlyName: 'Ours', aclEnabled: true });
  expect(await services(sid).fetch()).toMatchObject({ friendlyName: 'Ours', aclEnabled: true, uniqueName: null });
  const made = await services(sid).documents.create({ uniqueName: 'own', data: { a: 1 } });
  expect(made).toMatchObject({ serviceSid: sid });
  await expect(service().documents('own').fetch()).rejects.toMatchObject({ status: 404 });
  expect(await services(sid).update({ aclEnabled: false })).toMatchObject({ friendlyName: 'Ours', aclEnabled: false });
  expect(await services(sid).remove()).toBe(true);
  await expect(services(sid).fetch()).rejects.toMatchObject({ status: 404 });
});

it('makes, reads, changes, lists and removes a document', async () => {
  const { documents } = service();
  const made = await documents.create({ uniqueName: 'settings', data: { colour: 'red' }, ttl: 3600 });
  const other = await documents.create();
  expect((await documents('settings').fetch()).data).toEqual({ colour: 'red' });
  const changed = await documents(made.sid).update({ data: { colour: 'blue' }, ifMatch: made.revision });
  expect(changed.data).toEqual({ colour: 'blue' });
  const late = documents(made.sid).update({ data: {}, ifMatch: made.revision });
  await expect(late).rejects.toMatchObject({ status: 412 });
  expect((await documents.list({ pageSize: 1 })).map(({ sid }) => sid)).toEqual([made.sid, other.sid]);
  await expect(documents.create({ uniqueName: 'settings' })).rejects.toMatchObject({ status: 409, code: 54301 });
  await expect(documents.create({ ttl: 'soon' as never })).rejects.toMatchObject({ status: 400 });
  expect(await documents(made.sid).remove()).toBe(true);
  await expect(documents('settings').fetch()).rejects.toMatchObject({ status: 404, code: 54100 });
});

it('makes, reads, changes, lists and removes a list and its items', async () => {
  const { syncLists } = service();
  const list = syncLists((await syncLists.create({ uniqueName: 'waiting' })).sid);
  const other = await syncLists.create();
  expect((await syncLists.list({ pageSize: 1 })).map(({ sid }) => sid)).toContain(other.sid);
  expect((await list.update({ ttl: 3600 })).dateExpires).toBeInstanceOf(Date);
  for (const name of ['one', 'two', 'three']) await list.syncListItems.create({ data: { name } });
  const listed = await list.syncListItems.list({ pageSize: 2, order: 'desc', from: '1' });
  expect(listed.map(({ index }) => index)).toEqual([1, 0]);
  expect((await list.syncListItems(1).update({ data: { name: 'zwei' } })).data).toEqual({ name: 'zwei' });
  expect((await list.syncListItems(1).fetch()).data).toEqual({ name: 'zwei' });
  expect(await list.syncListItems(1).remove()).toBe(true);
  await expect(list.syncListItems(1).fetch()).rejects.toMatchObject({ status: 404, code: 54151 });
  await expect(list.syncListItems.create({ data: '' })).rejects.toMatchObject({ status: 400 });
  expect((await syncLists('waiting').fetch()).uniqueName).toBe('waiting');
  expect(await list.remove()).toBe(true);
  await expect(list.fetch()).rejects.toMatchObject({ status: 404, code: 54150 });
});

it('makes, reads, changes, lists and removes a map and its items', async () => {
  const { syncMaps } = service();
  const map = syncMaps((await syncMaps.create({ uniqueName: 'people' })).sid);
  const other = await syncMaps.create();
  expect((await syncMaps.list({ pageSize: 1 })).map(({ sid }) => sid)).toContain(other.sid);
  expect((await map.update({ ttl: 3600 })).dateExpires).toBeInstanceOf(Date);
  for (const key of ['cleo', 'ann', 'ben']) await map.syncMapItems.create({ key, data: { key } });
  const listed = await map.syncMapItems.list({ pageSize: 1, from: 'ann', bounds: 'exclusive' });
  expect(listed.map(({ key }) => key)).toEqual(['ben', 'cleo']);
  expect((await map.syncMapItems('ben').update({ data: { name: 'Ben' } })).data).toEqual({ name: 'Ben' });
  expect((await map.syncMapItems('ben').fetch()).data).toEqual({ name: 'Ben' });
  await expect(map.syncMapItems.create({ key: 'ben', data: {} })).rejects.toMatchObject({ status: 409, code: 54208 });
  expect(await map.syncMapItems('ben').remove()).toBe(true);
  await expect(map.syncMapItems('ben').fetch()).rejects.toMatchObject({ status: 404, code: 54201 });
  await expect(map.syncMapItems.create({ key: '', data: {} })).rejects.toMatchObject({ status: 400 });
  expect((await syncMaps('people').fetch()).uniqueName).toBe('people');
  expect(await map.remove()).toBe(true);
  await expect(map.fetch()).rejects.toMatchObject({ status: 404, code: 54200 });
});

it('makes, reads, changes, lists and removes a stream, and publishes', async () => {
  const { syncStreams } = service();
  const stream = syncStreams((await syncStreams.create({ uniqueName: 'typing' })).sid);
  const other = await syncStreams.create();
  expect((await syncStreams.list({ pageSize: 1 })).map(({ sid }) => sid)).toContain(other.sid);
  expect((await stream.update({ ttl: 3600 })).dateExpires).toBeInstanceOf(Date);
  expect((await stream.streamMessages.create({ data: { who: 'ann' } })).data).toEqual({ who: 'ann' });
  await expect(stream.streamMessages.create({ data: '' })).rejects.toMatchObject({ status: 400 });
  expect((await syncStreams('typing').fetch()).uniqueName).toBe('typing');
  expect(await stream.remove()).toBe(true);
  await expect(stream.fetch()).rejects.toMatchObject({ status: 404, code: 54250 });
});

it('drives every documented operation, but those that are not emulated', () => {
  expect(contract.undriven('twilio_sync_v1', [/Permissions/])).toEqual([]);
});

it('is what docs/sandbox-endpoints.md tells', () => {
  const { told, right } = toldEndpoints('sync', contract.done);
  expect(told).toEqual(right);
});
