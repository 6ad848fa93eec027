import { readPluginPackage } from '../../install/pluginPackage';
import { listOf } from '../../migrate';
import type { Step } from '../../Step';
import { exists, note, wrong } from '../../Step';
import type { DoctorAccount } from '../DoctorAccount';

/** https://www.twilio.com/docs/flex/developer/plugins/api/release */
export async function plugin({ twilio, isSandbox }: DoctorAccount): Promise<Step[]> {
  const { name, version } = readPluginPackage();
  const releases = await listOf(() => twilio.flexApi.v1.pluginReleases.list({ limit: 1 }));
  if (!releases) return [note(`plugin ${name}`, 'Twilio doesn’t tell which plugins are released.')];
  const [release] = releases;
  const released = release ? await twilio.flexApi.v1.pluginConfigurations(release.configurationSid).plugins.list() : [];
  const found = released.find(({ uniqueName }) => uniqueName === name);
  if (!found && isSandbox) return [note(`plugin ${name}`, 'It isn’t released. A sandbox may load it from a file.')];
  if (!found) return [wrong(`plugin ${name}`, 'It isn’t released, so no agent has it. Deploy and release it.')];
  const what = `plugin ${name} ${found.version}`;
  if (found.version === version) return [exists(what)];
  return [wrong(what, `This is version ${version}. Deploy and release it, or check out the version that is released.`)];
}
