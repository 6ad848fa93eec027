import { contractSandbox } from './contractSandbox';
import { toldEndpoints } from './toldEndpoints';

const contract = contractSandbox();

const NAME = 'plugin-example';
const unknown = (prefix: string): string => prefix + '0'.repeat(32);
const flex = () => contract.twilio.flexApi.v1;
const refused = { status: 400 };
const missing = { status: 404, code: 20404 };

beforeEach(() => contract.sandbox.reset());

const register = (uniqueName = NAME) => flex().plugins.create({ uniqueName, friendlyName: 'Example' });
const addVersion = (version: string, plugin = NAME) =>
  flex()
    .plugins(plugin)
    .pluginVersions.create({ version, pluginUrl: `https://example.com/${plugin}/${version}/bundle.js` });
const configure = (...versions: string[]) =>
  flex().pluginConfigurations.create({
    name: 'Some',
    plugins: versions.map((sid) => JSON.stringify({ plugin_version: sid, phase: 3 })),
  });
const release = (configurationId: string) => flex().pluginReleases.create({ configurationId });

it('registers, reads and changes a plugin', async () => {
  const made = await register();
  expect(made).toMatchObject({ uniqueName: NAME, friendlyName: 'Example', archived: false });
  await expect(register()).rejects.toMatchObject(refused);
  const changed = await flex().plugins(NAME).update({ description: 'An example' });
  expect(changed).toMatchObject({ sid: made.sid, friendlyName: 'Example', description: 'An example' });
  expect((await flex().plugins(made.sid).fetch()).uniqueName).toBe(NAME);
  await register('plugin-other');
  const all = await flex().plugins.list({ pageSize: 1 });
  expect(all.map(({ uniqueName }) => uniqueName)).toEqual(['plugin-other', NAME]);
  await expect(flex().plugins('plugin-none').fetch()).rejects.toMatchObject(missing);
  await expect(
    flex()
      .plugins(NAME)
      .update({ description: 'x'.repeat(501) }),
  ).rejects.toMatchObject(refused);
});

it('adds versions, the newest first', async () => {
  await register();
  const first = await addVersion('1.0.0');
  await addVersion('1.1.0');
  const { pluginVersions } = flex().plugins(NAME);
  expect((await pluginVersions.list({ pageSize: 1 })).map(({ version }) => version)).toEqual(['1.1.0', '1.0.0']);
  expect((await pluginVersions('1.0.0').fetch()).sid).toBe(first.sid);
  await expect(addVersion('1.0.0')).rejects.toMatchObject(refused);
  await expect(addVersion('first')).rejects.toMatchObject(refused);
  await expect(pluginVersions('2.0.0').fetch()).rejects.toMatchObject(missing);
});

it('releases a configuration, and goes back to an earlier one', async () => {
  await register();
  const old = await configure((await addVersion('1.0.0')).sid);
  const version = await addVersion('1.1.0');
  const present = await configure(version.sid);
  expect(await flex().pluginConfigurations.list({ pageSize: 1 })).toHaveLength(2);
  expect((await flex().pluginConfigurations(old.sid).fetch()).name).toBe('Some');
  const { plugins } = flex().pluginConfigurations(present.sid);
  const [configured] = await plugins.list({ pageSize: 1 });
  expect(configured).toMatchObject({ uniqueName: NAME, version: '1.1.0', pluginVersionSid: version.sid, phase: 3 });
  expect((await plugins(configured!.pluginSid).fetch()).version).toBe('1.1.0');

  await expect(flex().pluginReleases('active').fetch()).rejects.toMatchObject(missing);
  await release(present.sid);
  const back = await release(old.sid);
  expect((await flex().pluginReleases.list({ pageSize: 1 })).map((one) => one.configurationSid)).toEqual([
    old.sid,
    present.sid,
  ]);
  expect((await flex().pluginReleases('active').fetch()).sid).toBe(back.sid);
  await expect(release(unknown('FJ'))).rejects.toMatchObject(missing);
  await expect(configure(unknown('FV'))).rejects.toMatchObject(refused);
});

it('archives what is not released, for good', async () => {
  const plugin = await register();
  const version = await addVersion('1.0.0');
  const configuration = await configure(version.sid);
  await release(configuration.sid);
  const archiveVersion = () => flex().pluginVersionArchive(NAME, '1.0.0').update();
  const archivePlugin = () => flex().pluginArchive(plugin.sid).update();
  const archiveConfiguration = () => flex().pluginConfigurationArchive(configuration.sid).update();
  for (const archive of [archiveVersion, archivePlugin, archiveConfiguration]) {
    await expect(archive()).rejects.toMatchObject(refused);
  }
  await release((await configure()).sid);
  for (const archive of [archiveVersion, archivePlugin, archiveConfiguration]) {
    expect((await archive()).archived).toBe(true);
    await expect(archive()).rejects.toMatchObject(refused);
  }
  await expect(release(configuration.sid)).rejects.toMatchObject(refused);
  await expect(addVersion('1.1.0')).rejects.toMatchObject(refused);
});

it('drives every operation of the Plugins API', () => {
  expect(contract.undriven('twilio_flex_v1', [/^(?!.*PluginService)/])).toEqual([]);
});

it('is what docs/sandbox-endpoints.md tells', () => {
  const { told, right } = toldEndpoints('flexPlugins', contract.done);
  expect(told).toEqual(right);
});
