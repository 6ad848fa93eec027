// `npm run phone-time-zones [-- FILE]`: writes the backend's table of time zones by the beginning of a number, from
// Google's libphonenumber: from FILE, or else as published with the release below.
import fs from 'node:fs';
import path from 'node:path';

const RELEASE = 'v9.0.35';
const SOURCE = `https://github.com/google/libphonenumber/blob/${RELEASE}/resources/timezones/map_data.txt`;
const FILE = path.join(__dirname, '../serverless/src/compliance/phoneTimeZones.json');

async function download(): Promise<string> {
  const url = `https://raw.githubusercontent.com${new URL(SOURCE).pathname.replace('/blob/', '/')}`;
  const response = await fetch(url).catch((error: unknown) => {
    throw new Error(`${url} cannot be reached. Download it yourself and name the file.`, { cause: error });
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return response.text();
}

/** Prefixes by the zones that they share. A line of Google's is `1201|America/New_York`, with `&` between zones. */
function prefixesByZones(text: string): Record<string, string> {
  const byZones = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    if (!line.trim() || line.startsWith('#')) continue;
    const [, prefix, zones] = /^(\d+)\|(\S+)\s*$/.exec(line) ?? [];
    if (!prefix || !zones) throw new Error(`This line of Google's table is none that we know: ${line}`);
    byZones.set(zones, [...(byZones.get(zones) ?? []), prefix]);
  }
  return Object.fromEntries([...byZones].map(([zones, prefixes]) => [zones, prefixes.join(' ')]));
}

async function build(file: string | undefined): Promise<void> {
  const table = {
    source: `${SOURCE}, written by scripts/build-phone-time-zones.ts`,
    licence:
      'Copyright (C) 2012 The Libphonenumber Authors. Apache License 2.0: https://www.apache.org/licenses/LICENSE-2.0',
    prefixes: prefixesByZones(file === undefined ? await download() : fs.readFileSync(file, 'utf8')),
  };
  fs.writeFileSync(FILE, `${JSON.stringify(table, undefined, 2)}\n`);
}

build(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
