import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

interface Manifest {
  name: string;
  version: string;
  peerDependencies?: Record<string, string>;
}

export interface NpmRegistry {
  url: string;
  /** Paths that were asked for. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** A registry for the real npm with these packages, which hold nothing but their manifest; `folder` is written to. */
export async function startNpmRegistry(manifests: Manifest[], folder: string): Promise<NpmRegistry> {
  const asked: string[] = [];
  const tarball = ({ name, version }: Manifest): string => `${name.replace(/\W/g, '-')}-${version}.tgz`;
  for (const manifest of manifests) {
    const content = path.join(folder, 'package');
    fs.mkdirSync(content, { recursive: true });
    fs.writeFileSync(path.join(content, 'package.json'), JSON.stringify(manifest));
    execFileSync('tar', ['-czf', path.join(folder, tarball(manifest)), '-C', folder, 'package']);
  }
  const server = http.createServer((request, response) => {
    const wanted = decodeURIComponent(request.url ?? '').slice(1);
    asked.push(wanted);
    const file = path.join(folder, path.basename(wanted));
    if (wanted.endsWith('.tgz')) return void fs.createReadStream(file).pipe(response);
    const versions = manifests.filter(({ name }) => name === wanted);
    response.writeHead(versions.length > 0 ? 200 : 404, { 'content-type': 'application/json' });
    const withTarball = versions.map((one) => {
      return [one.version, { ...one, dist: { tarball: `${registry.url}/${tarball(one)}` } }] as const;
    });
    response.end(
      JSON.stringify({
        name: wanted,
        'dist-tags': { latest: versions.at(-1)?.version },
        versions: Object.fromEntries(withTarball),
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const registry: NpmRegistry = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return registry;
}
