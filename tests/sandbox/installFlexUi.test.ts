import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

import { NEWEST_FLEX_UI } from '../../sandbox/src/host/buildFlexBundle';
import lock from '../../sandbox/src/host/flexUiLock.json';
import { flexUiManifest, installFlexUi } from '../../sandbox/src/host/installFlexUi';

const PACKAGES: Record<string, string> = { '@twilio/flex-ui': '2.3.4', react: '17.0.2', 'react-dom': '17.0.2' };

let folder: string;
let registry: http.Server;
let url: string;
let said: string[];
/** What npm has asked the registry for. */
let asked: string[];
const environment = { ...process.env };

/** As npm packs it. */
function pack(name: string, version: string): Buffer {
  const source = path.join(folder, name);
  fs.mkdirSync(source, { recursive: true });
  fs.writeFileSync(path.join(source, 'package.json'), JSON.stringify({ name, version }));
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: source });
  const [{ filename }] = JSON.parse(packed.toString()) as [{ filename: string }];
  return fs.readFileSync(path.join(folder, filename));
}

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'flex-ui-'));
  const packed = new Map(Object.entries(PACKAGES).map(([name, version]) => [name, pack(name, version)]));
  registry = http.createServer((request, response) => {
    const [name = '', file] = decodeURIComponent(request.url ?? '')
      .slice(1)
      .split('/-/');
    asked.push(request.url ?? '');
    const tarball = packed.get(name);
    const version = PACKAGES[name];
    if (!tarball || !version) {
      response.writeHead(404).end();
    } else if (file) {
      response.end(tarball);
    } else {
      const dist = { tarball: `${url}/${name}/-/${version}.tgz` };
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: { name, version, dist } } }),
      );
    }
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`;
});

beforeEach(() => {
  said = [];
  asked = [];
  process.env['npm_config_registry'] = url;
  process.env['npm_config_cache'] = path.join(folder, 'npm');
});

afterAll(async () => {
  process.env = environment;
  await new Promise((resolve) => registry.close(resolve));
  fs.rmSync(folder, { recursive: true });
});

const install = (version: string) => installFlexUi(version, folder, (line) => said.push(line));

test('a version is installed once, with what it needs, and that is said', async () => {
  const place = await install('2.3.4');
  expect(place).toBe(path.join(folder, 'flex-ui/2.3.4'));
  for (const [name, version] of Object.entries(PACKAGES)) {
    const manifest = fs.readFileSync(path.join(place, 'node_modules', name, 'package.json'), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({ name, version });
  }
  expect(said[0]).toMatch(/^Flex UI 2\.3\.4 is not on this computer: installing it from npm\./);
  expect(said.at(-1)).toMatch(/^ {2}Flex UI 2\.3\.4 is installed, \d+ s$/);

  said = [];
  process.env['npm_config_registry'] = 'http://127.0.0.1:9';
  expect(await install('2.3.4')).toBe(place);
  expect(said).toEqual([]);
});

test.each([
  ['that npm does not have', '2.99.0', () => url, /^There is no Flex UI 2\.99\.0 on npm: [^\n]+$/],
  [
    'where npm cannot be reached',
    '2.5.0',
    () => 'http://127.0.0.1:9',
    /npm could not be reached \(ECONNREFUSED\): go online once/,
  ],
])('a version %s is told in one sentence, and leaves nothing', async (_, version, registryUrl, sentence) => {
  process.env['npm_config_registry'] = registryUrl();
  process.env['npm_config_cache'] = path.join(folder, 'empty');
  await expect(install(version)).rejects.toThrow(sentence);
  expect(fs.readdirSync(path.join(folder, 'flex-ui')).filter((name) => name.startsWith(version))).toEqual([]);
});

test('what the newest version needs is written down, from the public registry (npm run flex-ui-lock)', () => {
  const { '': root, ...packages } = lock.packages as Record<string, object>;
  expect(root).toEqual({ dependencies: flexUiManifest(NEWEST_FLEX_UI)['dependencies'] });
  expect(packages['node_modules/@twilio/flex-ui']).toMatchObject({ version: NEWEST_FLEX_UI });
  for (const { resolved, integrity } of Object.values(packages) as { resolved?: string; integrity?: string }[]) {
    expect(resolved).toMatch(/^https:\/\/registry\.npmjs\.org\/(@[\w.-]+\/)?[\w.-]+\/-\/[\w.-]+\.tgz$/);
    expect(integrity).toMatch(/^sha/);
  }
});

test('with that, npm asks for nothing but packages, and one that the registry lacks is named', async () => {
  process.env['npm_config_cache'] = path.join(folder, 'empty');
  await expect(install(NEWEST_FLEX_UI)).rejects.toThrow(/^npm could not install Flex UI 2\.\d+\.\d+: E404 .+\.tgz/);
  expect(asked).not.toEqual([]);
  expect(asked.filter((address) => !address.endsWith('.tgz'))).toEqual([]);
});
