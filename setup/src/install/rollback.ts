import type { Step } from '../Step';
import { exists, note, wrong } from '../Step';
import { findEnvironment } from '../steps/functionsEnvironment';
import type { Installation } from './Installation';
import { readPluginPackage } from './pluginPackage';
import { activePlugins, listReleases, pluginsOf, releasePlugins } from './plugins';
import type { ReleasedPlugin } from './plugins';
import { compareVersions } from './pluginPackage';

const FORWARD = 'npm run flex:upgrade brings it back';

/** The version of our plugin that was released before this one; the other plugins stay as they are. */
export async function pluginRollback({ twilio }: Installation): Promise<Step[]> {
  const { name } = readPluginPackage();
  const active = await activePlugins(twilio);
  const ours = active.find(({ uniqueName }) => uniqueName === name);
  if (!ours) return [wrong(`plugin ${name}`, 'It is not released, so there is nothing to go back from.')];
  const what = `release of ${name} ${ours.version}`;
  const before = await releasedBefore(twilio, ours);
  if (!before) return [note(what, 'There is no earlier release. npm run flex:uninstall takes the plugin away.')];
  if (compareVersions(before.version, ours.version) > 0) {
    return [{ ...exists(what), details: [`gone back from ${before.version}; ${FORWARD}`] }];
  }
  if (before.pluginVersionArchived || before.pluginArchived) {
    return [
      wrong(what, `Version ${before.version}, which was there before, is archived. Check it out and install it.`),
    ];
  }
  return [
    {
      what,
      state: 'change',
      details: [`${ours.version} → ${before.version}, for each agent at the next reload`],
      apply: () =>
        releasePlugins(
          twilio,
          `Messaging Controls, back to ${before.version}`,
          active.map((plugin) => (plugin === ours ? before : plugin)),
        ),
    },
  ];
}

async function releasedBefore(
  twilio: Installation['twilio'],
  present: ReleasedPlugin,
): Promise<ReleasedPlugin | undefined> {
  for (const release of await listReleases(twilio)) {
    const found = (await pluginsOf(twilio, release)).find(({ pluginSid }) => pluginSid === present.pluginSid);
    if (found && found.pluginVersionSid !== present.pluginVersionSid) return found;
  }
  return undefined;
}

/** The build that was deployed before this one. https://www.twilio.com/docs/serverless/api/resource/deployment */
export async function functionsRollback({ twilio, functions }: Installation): Promise<Step[]> {
  const what = `Functions ${functions.service}`;
  const found = await findEnvironment(twilio, functions);
  if (!found?.buildSid) return [wrong(what, 'They are not deployed, so there is nothing to go back from.')];
  const service = twilio.serverless.v1.services(found.serviceSid);
  const { deployments } = service.environments(found.environmentSid);
  const newestFirst = (await deployments.list()).sort((one, other) => +other.dateCreated - +one.dateCreated);
  const before = newestFirst.find(({ buildSid }) => buildSid && buildSid !== found.buildSid)?.buildSid;
  if (!before) return [note(what, 'There is no earlier deployment.')];
  const builds = await service.builds.list();
  const present = builds.find(({ sid }) => sid === found.buildSid);
  const target = builds.find(({ sid }) => sid === before);
  if (!target) return [wrong(what, `Twilio has no build ${before} any more. Check that version out and install it.`)];
  if (present && target.dateCreated > present.dateCreated) {
    return [{ ...exists(what), details: [`gone back from the build of ${say(target)}; ${FORWARD}`] }];
  }
  return [
    {
      what,
      state: 'change',
      details: [`back to the build of ${say(target)}, at once`],
      apply: () => deployments.create({ buildSid: before }),
    },
  ];
}

const say = ({ dateCreated }: { dateCreated: Date }): string =>
  dateCreated.toISOString().slice(0, 16).replace('T', ' ');
