import { contractSandbox } from './contractSandbox';

const contract = contractSandbox();

const unknown = (prefix: string): string => prefix + '0'.repeat(32);

it('makes, reads, changes, lists and removes a service', async () => {
  const { services } = contract.twilio.serverless.v1;
  const made = await services.create({ uniqueName: 'helpers', friendlyName: 'Helpers', uiEditable: true });
  expect((await services('helpers').fetch()).sid).toBe(made.sid);
  expect((await services(made.sid).update({ friendlyName: 'Our helpers' })).friendlyName).toBe('Our helpers');
  expect(await services.list({ pageSize: 1 })).toHaveLength(contract.world.serverlessServices.size);
  const again = services.create({ uniqueName: 'helpers', friendlyName: 'Helpers' });
  await expect(again).rejects.toMatchObject({ status: 409 });
  await expect(services.create({ uniqueName: 'a b', friendlyName: 'x' })).rejects.toMatchObject({ status: 400 });
  expect(await services(made.sid).remove()).toBe(true);
  await expect(services(unknown('ZS')).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});

it('makes, reads, lists and removes an environment', async () => {
  const { services } = contract.twilio.serverless.v1;
  const service = services((await services.create({ uniqueName: 'staged', friendlyName: 'Staged' })).sid);
  const main = await service.environments.create({ uniqueName: 'production' });
  const stage = await service.environments.create({ uniqueName: 'staging', domainSuffix: 'stage' });
  expect(stage.domainName).toBe(main.domainName.replace('.twil.io', '-stage.twil.io'));
  const listed = await service.environments.list({ pageSize: 1 });
  expect(listed.map(({ sid }) => sid)).toEqual([main.sid, stage.sid]);
  expect((await service.environments(stage.sid).fetch()).uniqueName).toBe('staging');
  const again = service.environments.create({ uniqueName: 'staging' });
  await expect(again).rejects.toMatchObject({ status: 409 });
  const wrong = service.environments.create({ uniqueName: 'other', domainSuffix: 'Not Good' });
  await expect(wrong).rejects.toMatchObject({ status: 400 });
  expect(await service.environments(stage.sid).remove()).toBe(true);
  await expect(service.environments(stage.sid).fetch()).rejects.toMatchObject({ status: 404 });
});

it('makes, reads, changes, lists and removes a variable', async () => {
  const { services } = contract.twilio.serverless.v1;
  const [service] = await services.list();
  const [environment] = await services(service?.sid ?? '').environments.list();
  const { variables } = services(service?.sid ?? '').environments(environment?.sid ?? '');
  const made = await variables.create({ key: 'WORKFLOW', value: 'one' });
  const other = await variables.create({ key: 'QUEUE', value: 'two' });
  await expect(variables.create({ key: 'QUEUE', value: 'three' })).rejects.toMatchObject({ status: 409 });
  expect(await variables(made.sid).update({ value: 'three' })).toMatchObject({ key: 'WORKFLOW', value: 'three' });
  expect((await variables.list({ pageSize: 1 })).map(({ sid }) => sid)).toEqual([made.sid, other.sid]);
  expect((await variables(other.sid).fetch()).value).toBe('two');
  expect(await variables(made.sid).remove()).toBe(true);
  await expect(variables(made.sid).fetch()).rejects.toMatchObject({ status: 404 });
  await expect(variables.create({ key: '', value: 'x' })).rejects.toMatchObject({ status: 400 });
});

it('drives every documented operation, but those that are not emulated', () => {
  expect(contract.undriven('twilio_serverless_v1', [/Assets|Builds|Functions|Deployments|Logs/])).toEqual([]);
});
