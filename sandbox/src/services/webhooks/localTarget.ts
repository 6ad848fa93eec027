import { environmentAt } from '../../model/serverless';
import type { World } from '../../World';

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  /^127(\.\d{1,3}){3}$/.test(hostname);

/**
 * Where a request for this address goes on this computer. `hosts` of the world leads public origins to local ones, the
 * path stays: `{"https://example.com": "http://localhost:4001"}`; what is deployed to Functions is at the sandbox
 * itself, which knows it by the Host header. Undefined where the address is not on the loopback interface.
 */
export function localTarget(url: URL, { hosts, serverlessServices, port }: World): URL | undefined {
  const isDeployed = environmentAt(serverlessServices, url.host) !== undefined;
  const local = hosts[url.origin] ?? (isDeployed ? `http://127.0.0.1:${port}` : undefined);
  const target = new URL(url);
  if (local !== undefined) {
    const { protocol, host } = new URL(local);
    // Set one by one, for a port that is the scheme's own would stay behind.
    Object.assign(target, { protocol, port: '' });
    target.host = host;
  }
  return isLoopback(target.hostname) ? target : undefined;
}
