import fs from 'node:fs';
import path from 'node:path';

import * as v from 'valibot';

import { CHUNKS } from '../../../scripts/start/buildPlugin';
import { ROOT } from './Installation';

export const ASSETS_FOLDER = path.join(ROOT, 'serverless/dist/assets');
export const CHUNKS_FOLDER = path.join(ROOT, CHUNKS);
const RELEASES = 'releases.json';

/** This one and two before it: pages that are open still ask for the chunks that they were built with. */
const KEPT = 3;

/** The chunks of each release, newest first. A name tells the content. */
const releasesSchema = v.array(v.array(v.pipe(v.string(), v.regex(/^[\w-]+\.[0-9a-f]+\.js$/))));
type Releases = v.InferOutput<typeof releasesSchema>;

/** Gets a text from an address; undefined where there is nothing. */
type Read = (url: string) => Promise<string | undefined>;

/**
 * Lays beside the chunks of this build, in `folder`, those of the releases before it, which a deployment would drop: from
 * `backendUrl`, where they are deployed. A chunk that is listed there and cannot be read is left out.
 */
export async function keepChunks(folder: string, backendUrl: string, read: Read): Promise<void> {
  const [built = []] = releasesIn(fs.readFileSync(path.join(folder, RELEASES), 'utf8'));
  const deployed = releasesIn((await read(`${backendUrl}/chunks/${RELEASES}`)) ?? '[]');
  const before = deployed.filter((release) => release.join() !== built.join());
  const kept = await Promise.all(
    before.slice(0, KEPT - 1).map(async (release) => {
      const there = await Promise.all(
        release.map(async (file) =>
          (await keep(folder, file, () => read(`${backendUrl}/chunks/${file}`))) ? [file] : [],
        ),
      );
      return there.flat();
    }),
  );
  fs.writeFileSync(path.join(folder, RELEASES), `${JSON.stringify([built, ...kept], undefined, 2)}\n`);
}

async function keep(folder: string, file: string, read: () => ReturnType<Read>): Promise<boolean> {
  const place = path.join(folder, file);
  if (fs.existsSync(place)) return true;
  const text = await read();
  if (text !== undefined) fs.writeFileSync(place, text);
  return text !== undefined;
}

function releasesIn(text: string): Releases {
  try {
    return v.parse(releasesSchema, JSON.parse(text));
  } catch (error) {
    throw new Error(`${RELEASES} is not as it was built. Deploy once more, after "npm run build".`, { cause: error });
  }
}

/** By their paths, as they are deployed. */
export const gatheredChunks = (): string[] =>
  fs
    .readdirSync(CHUNKS_FOLDER)
    .sort()
    .map((file) => `/chunks/${file}`);
