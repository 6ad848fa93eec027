import type { Twilio } from 'twilio';

import type { Step } from '../Step';
import { exists } from '../Step';
import type { Installation } from './Installation';
import { buildPluginHere, sourceMark } from './localBuild';
import { compareVersions, nextPatch, readPluginPackage, withPluginVersion } from './pluginPackage';
import { activePlugins, releasePlugins } from './plugins';
import { uploadPlugin } from './uploadPlugin';

type PluginVersion = Awaited<
  ReturnType<ReturnType<Twilio['flexApi']['v1']['plugins']>['pluginVersions']['list']>
>[number];

/** Flex loads plugins of this phase together with all others. */
const PHASE = 3;

/** The plugin as it is built here, as a version of its own. https://www.twilio.com/docs/flex/developer/plugins/api */
export async function pluginDeployment(installation: Installation): Promise<Step[]> {
  const { name, version: wanted } = readPluginPackage();
  const mark = `sources ${sourceMark()}`;
  const all = await versionsOf(installation.twilio, name);
  const same = all.find(({ changelog, archived }) => !archived && changelog.includes(mark));
  if (same) {
    installation.pluginVersion = same;
    return [exists(`plugin ${name} ${same.version}`)];
  }
  const newest = all
    .map(({ version }) => version)
    .sort(compareVersions)
    .at(-1);
  const isTaken = newest !== undefined && compareVersions(newest, wanted) >= 0;
  const version = isTaken ? nextPatch(newest) : wanted;
  installation.pluginVersion = { version };
  return [
    {
      what: `plugin ${name} ${version}`,
      state: 'create',
      details: isTaken ? [`${newest} is another build, so package.json becomes ${version}`] : [],
      apply: () =>
        withPluginVersion(version, async () => {
          await buildPluginHere();
          const pluginUrl = await uploadPlugin(installation, version);
          installation.pluginVersion = await register(installation.twilio, { name, version, pluginUrl, mark });
        }),
    },
  ];
}

/** The plugin's versions; none where it has never been deployed. */
async function versionsOf({ flexApi }: Twilio, name: string): Promise<PluginVersion[]> {
  try {
    return await flexApi.v1.plugins(name).pluginVersions.list();
  } catch (error) {
    if ((error as { status?: number }).status === 404) return [];
    throw error;
  }
}

async function register(
  { flexApi }: Twilio,
  { name, version, pluginUrl, mark }: { name: string; version: string; pluginUrl: string; mark: string },
): Promise<PluginVersion> {
  const plugins = await flexApi.v1.plugins.list();
  if (!plugins.some(({ uniqueName }) => uniqueName === name)) {
    await flexApi.v1.plugins.create({ uniqueName: name, friendlyName: 'Messaging Controls' });
  }
  const changelog = `Messaging Controls ${version}, ${mark}`;
  return flexApi.v1.plugins(name).pluginVersions.create({ version, pluginUrl, changelog, private: true });
}

/** What every agent gets at the next reload; the other plugins of the active release stay in it. */
export async function pluginRelease({ twilio, pluginVersion }: Installation): Promise<Step[]> {
  const { name } = readPluginPackage();
  const { version, sid } = pluginVersion!;
  const active = await activePlugins(twilio);
  const ours = active.find(({ uniqueName }) => uniqueName === name);
  const others = active.filter((plugin) => plugin !== ours);
  const what = `release of ${name} ${version}`;
  if (sid && ours?.pluginVersionSid === sid) return [exists(what)];
  const kept =
    others.length > 0 ? [`stays: ${others.map((one) => `${one.uniqueName} ${one.version}`).join(', ')}`] : [];
  return [
    {
      what,
      state: ours ? 'change' : 'create',
      details: [...(ours ? [`${ours.version} → ${version}, for each agent at the next reload`] : []), ...kept],
      apply: () =>
        releasePlugins(twilio, `Messaging Controls ${version}`, [
          ...others,
          { pluginVersionSid: sid!, phase: ours?.phase ?? PHASE },
        ]),
    },
  ];
}
