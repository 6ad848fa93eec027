import type { Installation } from './Installation';
import { ROOT } from './Installation';

/** The part of `twilio flex:plugins:deploy` that uploads. It asks nothing where it finds itself in CI. */
interface Deployment {
  default: (bump: 'version', version: string, ...flags: string[]) => Promise<{ pluginUrl: string }>;
}

/**
 * Uploads the built plugin as a protected Asset. Resolves with its address.
 * One that was uploaded before and not registered, as by a run that failed, is replaced.
 */
export async function uploadPlugin({ say }: Installation, version: string): Promise<string> {
  say(`Uploading plugin ${version}`);
  // It takes the same credentials from the environment, and the plugin from this folder.
  process.env['CI'] = 'true';
  process.chdir(ROOT);
  const { default: deploy } =
    (await import('@twilio/flex-plugin-scripts/dist/scripts/deploy')) as unknown as Deployment;
  const { pluginUrl } = await deploy('version', version, '--overwrite', '--quiet');
  return pluginUrl;
}
