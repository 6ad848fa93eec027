import type { World } from '../../World';
import { activePlugins, activeRelease } from './find';

export interface LoadedPlugin {
  name: string;
  version: string;
  /** Where Flex loads its bundle from. */
  src: string;
  phase: number;
  pluginSid?: string;
  pluginVersionSid?: string;
  configurationSid?: string;
  releaseSid?: string;
}

/**
 * What Flex loads: plugins of the config file, and those that were released. One that is built here takes the place of
 * the released one of its name, as with `twilio flex:plugins:start --include-remote`.
 */
export function loadedPlugins(world: World): LoadedPlugin[] {
  const local = world.plugins.map((plugin) => ({ ...plugin, phase: 3 }));
  const release = activeRelease(world);
  const released = activePlugins(world).flatMap(({ pluginSid, pluginVersionSid, phase }): LoadedPlugin[] => {
    const plugin = world.flexPlugins.get(pluginSid);
    const version = plugin?.versions.get(pluginVersionSid);
    if (!plugin || !version || local.some(({ name }) => name === plugin.uniqueName)) return [];
    return [
      {
        name: plugin.uniqueName,
        version: version.version,
        // Assets that are protected cannot be read by a browser, so Flex's own host passes them on.
        src: version.private
          ? `https://flex.twilio.com/plugins/v1/${plugin.uniqueName}/${version.version}/bundle.js`
          : version.pluginUrl,
        phase,
        pluginSid,
        pluginVersionSid,
        configurationSid: release?.configurationSid,
        releaseSid: release?.sid,
      },
    ];
  });
  return [...local, ...released];
}
