import { activeDeployment } from '../../sandbox/src/model/serverless';
import { writeLog } from '../../sandbox/src/services/serverless/writeLog';
import { until } from '../sandbox/until';
import { contractSandbox } from './contractSandbox';
import { toldEndpoints } from './toldEndpoints';

const contract = contractSandbox();

const unknown = (prefix: string): string => prefix + '0'.repeat(32);

const newService = async (uniqueName: string) => {
  const { services } = contract.twilio.serverless.v1;
  return services((await services.create({ uniqueName, friendlyName: uniqueName })).sid);
};

/** Uploads have a host of their own, of which there is no document. */
async function upload(kind: 'Functions' | 'Assets', service: string, resource: string, path: string, content: string) {
  const { sandbox, world } = contract;
  const form = new FormData();
  form.set('Path', path);
  form.set('Visibility', 'public');
  form.set('Content', new Blob([content], { type: 'application/javascript' }), 'content.js');
  const url = `${sandbox.url}/serverless-upload.twilio.com/v1/Services/${service}/${kind}/${resource}/Versions`;
  const credentials = Buffer.from(`${world.account.sid}:${world.account.authToken}`).toString('base64');
  const answer = await fetch(url, { method: 'POST', body: form, headers: { authorization: `Basic ${credentials}` } });
  return { status: answer.status, ...((await answer.json()) as { sid: string; path: string }) };
}

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
  const service = await newService('staged');
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
  await expect(variables(made.sid).update({ key: 'QUEUE' })).rejects.toMatchObject({ status: 409 });
  expect((await variables.list({ pageSize: 1 })).map(({ sid }) => sid)).toEqual([made.sid, other.sid]);
  expect((await variables(other.sid).fetch()).value).toBe('two');
  expect(await variables(made.sid).remove()).toBe(true);
  await expect(variables(made.sid).fetch()).rejects.toMatchObject({ status: 404 });
  await expect(variables.create({ key: '', value: 'x' })).rejects.toMatchObject({ status: 400 });
  await expect(variables.create({ key: 'K'.repeat(129), value: 'x' })).rejects.toMatchObject({ status: 400 });
  await expect(variables.create({ key: 'LONG', value: 'é'.repeat(226) })).rejects.toMatchObject({ status: 400 });
});

it('makes, reads, renames, lists and removes a Function, and reads what was uploaded', async () => {
  const service = await newService('functions');
  const { sid: serviceSid } = await service.fetch();
  const made = await service.functions.create({ friendlyName: 'greet' });
  const other = await service.functions.create({ friendlyName: 'leave' });
  expect((await service.functions.list({ pageSize: 1 })).map(({ sid }) => sid)).toEqual([made.sid, other.sid]);
  expect((await service.functions(made.sid).update({ friendlyName: 'welcome' })).friendlyName).toBe('welcome');
  expect((await service.functions(made.sid).fetch()).friendlyName).toBe('welcome');

  const first = await upload('Functions', serviceSid, made.sid, '/greet', 'exports.handler = 1;');
  const second = await upload('Functions', serviceSid, made.sid, 'greet', 'exports.handler = 2;');
  expect([first.status, first.path, second.path]).toEqual([201, '/greet', '/greet']);
  const { functionVersions } = service.functions(made.sid);
  expect((await functionVersions.list({ pageSize: 1 })).map(({ sid }) => sid)).toEqual([first.sid, second.sid]);
  expect(await functionVersions(second.sid).fetch()).toMatchObject({ path: '/greet', visibility: 'public' });
  const { content } = await functionVersions(second.sid).functionVersionContent().fetch();
  expect(content).toBe('exports.handler = 2;');
  await expect(functionVersions(unknown('ZN')).fetch()).rejects.toMatchObject({ status: 404 });

  expect(await service.functions(other.sid).remove()).toBe(true);
  await expect(service.functions(other.sid).fetch()).rejects.toMatchObject({ status: 404 });
  await expect(service.functions.create({ friendlyName: 'x'.repeat(256) })).rejects.toMatchObject({ status: 400 });
});

it('makes, reads, renames, lists and removes an Asset', async () => {
  const service = await newService('assets');
  const { sid: serviceSid } = await service.fetch();
  const made = await service.assets.create({ friendlyName: 'logo' });
  expect((await service.assets(made.sid).update({ friendlyName: 'mark' })).friendlyName).toBe('mark');
  expect((await service.assets(made.sid).fetch()).friendlyName).toBe('mark');
  const { sid } = await upload('Assets', serviceSid, made.sid, '/logo.svg', '<svg/>');
  const { assetVersions } = service.assets(made.sid);
  expect((await assetVersions.list()).map((version) => version.sid)).toEqual([sid]);
  expect(await assetVersions(sid).fetch()).toMatchObject({ assetSid: made.sid, path: '/logo.svg' });
  expect((await service.assets.list()).map((asset) => asset.sid)).toEqual([made.sid]);
  expect(await service.assets(made.sid).remove()).toBe(true);
  await expect(service.assets(made.sid).fetch()).rejects.toMatchObject({ status: 404 });
});

it('builds, deploys and tells the logs', async () => {
  const service = await newService('deployed');
  const { sid: serviceSid } = await service.fetch();
  const asset = await service.assets.create({ friendlyName: 'logo' });
  const { sid: version } = await upload('Assets', serviceSid, asset.sid, '/logo.svg', '<svg/>');
  const build = await service.builds.create({ assetVersions: [version] });
  expect(build).toMatchObject({ status: 'building', runtime: 'node22' });
  expect(build.dependencies).toContainEqual({ name: '@twilio/runtime-handler', version: '2.0.1' });
  await until(async () => (await service.builds(build.sid).buildStatus().fetch()).status === 'completed');
  expect((await service.builds(build.sid).fetch()).assetVersions).toMatchObject([{ sid: version, path: '/logo.svg' }]);
  const spare = await service.builds.create({ assetVersions: [version], runtime: 'node20' });
  expect((await service.builds.list({ pageSize: 1 })).map(({ sid }) => sid)).toEqual([spare.sid, build.sid]);

  const { sid: environmentSid } = await service.environments.create({ uniqueName: 'production' });
  const { deployments, logs } = service.environments(environmentSid);
  const deployment = await deployments.create({ buildSid: build.sid });
  expect((await deployments(deployment.sid).fetch()).buildSid).toBe(build.sid);
  expect((await deployments.list()).map(({ sid }) => sid)).toEqual([deployment.sid]);
  expect((await service.environments(environmentSid).fetch()).buildSid).toBe(build.sid);
  await expect(deployments(unknown('ZD')).fetch()).rejects.toMatchObject({ status: 404 });

  const { world } = contract;
  const environment = world.serverlessServices.get(serviceSid)?.environments.get(environmentSid);
  const built = world.serverlessServices.get(serviceSid)?.builds.get(build.sid);
  if (!environment || !built) throw new Error('it is not deployed');
  expect(activeDeployment(environment)?.sid).toBe(deployment.sid);
  const functionSid = `ZH${'1'.repeat(32)}`;
  writeLog(world, environment, built, { functionSid, requestSid: null, level: 'info', message: 'one' });
  writeLog(world, environment, built, { functionSid: null, requestSid: null, level: 'error', message: 'two' });
  expect((await logs.list({ pageSize: 1 })).map(({ message }) => message)).toEqual(['two', 'one']);
  const [log] = await logs.list({ functionSid });
  expect(await logs(log?.sid ?? '').fetch()).toMatchObject({ message: 'one', deploymentSid: deployment.sid });
  expect(await logs.list({ endDate: new Date(Date.now() - 1000 * 60) })).toEqual([]);
  await expect(logs(unknown('NO')).fetch()).rejects.toMatchObject({ status: 404 });

  await expect(service.builds(build.sid).remove()).rejects.toMatchObject({ status: 400 });
  expect(await service.builds(spare.sid).remove()).toBe(true);
  await expect(service.builds(spare.sid).fetch()).rejects.toMatchObject({ status: 404 });
});

it('drives every documented operation', () => {
  expect(contract.undriven('twilio_serverless_v1')).toEqual([]);
});

it('is what docs/sandbox-endpoints.md tells', () => {
  const { told, right } = toldEndpoints('serverless', contract.done);
  expect(told).toEqual(right);
});
