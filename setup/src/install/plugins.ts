import type { Twilio } from 'twilio';

type FlexApi = Twilio['flexApi']['v1'];
export type Release = Awaited<ReturnType<FlexApi['pluginReleases']['list']>>[number];
export type ReleasedPlugin = Pick<
  Awaited<ReturnType<ReturnType<FlexApi['pluginConfigurations']>['plugins']['list']>>[number],
  'uniqueName' | 'version' | 'pluginSid' | 'pluginVersionSid' | 'phase' | 'pluginVersionArchived' | 'pluginArchived'
>;

/** Far more than there are between a version and the one before it. */
const RELEASES_READ = 50;

/** Newest first; the first one is active. https://www.twilio.com/docs/flex/developer/plugins/api/release */
export const listReleases = ({ flexApi }: Twilio): Promise<Release[]> =>
  flexApi.v1.pluginReleases.list({ limit: RELEASES_READ });

export const pluginsOf = ({ flexApi }: Twilio, { configurationSid }: Release): Promise<ReleasedPlugin[]> =>
  flexApi.v1.pluginConfigurations(configurationSid).plugins.list();

/** What every agent's Flex loads. */
export async function activePlugins(twilio: Twilio): Promise<ReleasedPlugin[]> {
  const [active] = await twilio.flexApi.v1.pluginReleases.list({ limit: 1 });
  return active ? pluginsOf(twilio, active) : [];
}

/** Makes this what every agent's Flex loads, at its next reload. */
export async function releasePlugins(
  { flexApi }: Twilio,
  name: string,
  plugins: readonly Pick<ReleasedPlugin, 'pluginVersionSid' | 'phase'>[],
): Promise<void> {
  const { sid } = await flexApi.v1.pluginConfigurations.create({
    name,
    plugins: plugins.map(({ pluginVersionSid, phase }) => JSON.stringify({ plugin_version: pluginVersionSid, phase })),
  });
  await flexApi.v1.pluginReleases.create({ configurationId: sid });
}
