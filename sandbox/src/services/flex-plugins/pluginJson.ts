import type {
  ConfiguredPlugin,
  FlexPlugin,
  FlexPluginVersion,
  PluginConfiguration,
  PluginRelease,
} from '../../model/flexPlugins';
import type { World } from '../../World';

type Json = Record<string, unknown>;

const BASE = 'https://flex-api.twilio.com/v1/PluginService';

export function pluginJson({ account }: World, plugin: FlexPlugin): Json {
  const url = `${BASE}/Plugins/${plugin.sid}`;
  return {
    sid: plugin.sid,
    account_sid: account.sid,
    unique_name: plugin.uniqueName,
    friendly_name: plugin.friendlyName,
    description: plugin.description,
    archived: plugin.archived,
    date_created: plugin.dateCreated.toISOString(),
    date_updated: plugin.dateUpdated.toISOString(),
    url,
    links: { plugin_versions: `${url}/Versions` },
  };
}

export const versionJson = ({ account }: World, plugin: FlexPlugin, version: FlexPluginVersion): Json => ({
  sid: version.sid,
  plugin_sid: plugin.sid,
  account_sid: account.sid,
  version: version.version,
  plugin_url: version.pluginUrl,
  changelog: version.changelog,
  private: version.private,
  archived: version.archived,
  validated: version.validated,
  date_created: version.dateCreated.toISOString(),
  url: `${BASE}/Plugins/${plugin.sid}/Versions/${version.sid}`,
});

export function configurationJson({ account }: World, configuration: PluginConfiguration): Json {
  const url = `${BASE}/Configurations/${configuration.sid}`;
  return {
    sid: configuration.sid,
    account_sid: account.sid,
    name: configuration.name,
    description: configuration.description,
    archived: configuration.archived,
    date_created: configuration.dateCreated.toISOString(),
    url,
    links: { plugins: `${url}/Plugins` },
  };
}

export function configuredPluginJson(
  { account, flexPlugins }: World,
  configuration: PluginConfiguration,
  { pluginSid, pluginVersionSid, phase }: ConfiguredPlugin,
): Json {
  const plugin = flexPlugins.get(pluginSid);
  const version = plugin?.versions.get(pluginVersionSid);
  return {
    account_sid: account.sid,
    configuration_sid: configuration.sid,
    plugin_sid: pluginSid,
    plugin_version_sid: pluginVersionSid,
    phase,
    plugin_url: version?.pluginUrl,
    unique_name: plugin?.uniqueName,
    friendly_name: plugin?.friendlyName,
    description: plugin?.description,
    plugin_archived: plugin?.archived,
    version: version?.version,
    changelog: version?.changelog,
    plugin_version_archived: version?.archived,
    private: version?.private,
    date_created: configuration.dateCreated.toISOString(),
    url: `${BASE}/Configurations/${configuration.sid}/Plugins/${pluginSid}`,
  };
}

export const releaseJson = ({ account }: World, release: PluginRelease): Json => ({
  sid: release.sid,
  account_sid: account.sid,
  configuration_sid: release.configurationSid,
  date_created: release.dateCreated.toISOString(),
  url: `${BASE}/Releases/${release.sid}`,
});
