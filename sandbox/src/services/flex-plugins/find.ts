import { TwilioError } from '../../http/TwilioError';
import type {
  ConfiguredPlugin,
  FlexPlugin,
  FlexPluginVersion,
  PluginConfiguration,
  PluginRelease,
} from '../../model/flexPlugins';
import type { World } from '../../World';

/** By SID or unique name. Throws a 404. */
export function pluginAt({ flexPlugins }: World, id: string): FlexPlugin {
  const found = [...flexPlugins.values()].find(({ sid, uniqueName }) => sid === id || uniqueName === id);
  if (!found) throw TwilioError.notFound(`/PluginService/Plugins/${id}`);
  return found;
}

/** By SID or by its version number. Throws a 404. */
export function versionAt(plugin: FlexPlugin, id: string): FlexPluginVersion {
  const found = [...plugin.versions.values()].find(({ sid, version }) => sid === id || version === id);
  if (!found) throw TwilioError.notFound(`/PluginService/Plugins/${plugin.sid}/Versions/${id}`);
  return found;
}

/** Throws a 404. */
export function configurationAt({ pluginConfigurations }: World, sid: string): PluginConfiguration {
  const found = pluginConfigurations.get(sid);
  if (!found) throw TwilioError.notFound(`/PluginService/Configurations/${sid}`);
  return found;
}

/** The last release. */
export const activeRelease = ({ pluginReleases }: World): PluginRelease | undefined =>
  [...pluginReleases.values()].at(-1);

/** What Flex loads by the active release; nothing before the first one. */
export function activePlugins(world: World): ConfiguredPlugin[] {
  const release = activeRelease(world);
  return release ? configurationAt(world, release.configurationSid).plugins : [];
}
