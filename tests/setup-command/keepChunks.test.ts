import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { keepChunks } from '../../setup/src/install/chunks';

const URL = 'https://example-1234-dev.twil.io';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'chunks-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

/** Builds a release of these chunks anew, as `npm run build` does, and keeps what is deployed. */
async function release(deployed: Map<string, string>, ...chunks: string[]): Promise<void> {
  fs.rmSync(folder, { recursive: true });
  fs.mkdirSync(folder);
  for (const file of chunks) fs.writeFileSync(path.join(folder, file), `code of ${file}`);
  fs.writeFileSync(path.join(folder, 'releases.json'), JSON.stringify([chunks]));
  await keepChunks(folder, URL, (url) => Promise.resolve(deployed.get(url.replace(`${URL}/chunks/`, ''))));
}

const files = (): Map<string, string> =>
  new Map(fs.readdirSync(folder).map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')]));

const names = (): string[] => [...files().keys()].sort();

it('the chunks of the last three releases are deployed, those of older ones are not', async () => {
  await release(new Map(), 'panel.1.js', 'en.1.js');
  await release(files(), 'panel.2.js', 'en.1.js');
  await release(files(), 'panel.3.js', 'en.3.js');
  expect(names()).toEqual(['en.1.js', 'en.3.js', 'panel.1.js', 'panel.2.js', 'panel.3.js', 'releases.json']);
  await release(files(), 'panel.4.js', 'en.3.js');
  expect(names()).toEqual(['en.1.js', 'en.3.js', 'panel.2.js', 'panel.3.js', 'panel.4.js', 'releases.json']);
  expect(files().get('panel.2.js')).toBe('code of panel.2.js');
});

it('the same build once more is no release of its own', async () => {
  await release(new Map(), 'panel.1.js');
  await release(files(), 'panel.2.js');
  for (let times = 0; times < 3; times += 1) await release(files(), 'panel.2.js');
  expect(names()).toEqual(['panel.1.js', 'panel.2.js', 'releases.json']);
});

it('a chunk that is gone is left out', async () => {
  await release(
    new Map([
      ['releases.json', '[["panel.1.js","en.1.js"]]'],
      ['en.1.js', 'x'],
    ]),
    'panel.2.js',
  );
  expect(names()).toEqual(['en.1.js', 'panel.2.js', 'releases.json']);
});

it('a list that leads out of the folder is refused', async () => {
  const deployed = new Map([['releases.json', '[["../panel.1.js"]]']]);
  await expect(release(deployed, 'panel.2.js')).rejects.toThrow('releases.json is not as it was built.');
});
