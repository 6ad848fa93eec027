import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import schema from '../../sandbox/sandbox.config.schema.json';
import { NEWEST_FLEX_UI } from '../../sandbox/src/host/buildFlexBundle';
import { readSandboxConfig } from '../../sandbox/src/readSandboxConfig';

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sandbox-config-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function read(config: unknown) {
  const file = path.join(folder, 'sandbox.config.json');
  fs.writeFileSync(file, JSON.stringify(config));
  return readSandboxConfig(file);
}

describe('the interactions of sandbox.config.json', () => {
  it('are the usual ones where it says nothing of them', () => {
    const usual = { refusedTypes: [], conversations: 'merge', ignoresQueueWithoutWorker: false };
    expect(read({}).interactions).toEqual(usual);
    expect(read({ interactions: {} }).interactions).toEqual(usual);
  });

  it('differ as it says', () => {
    const interactions = { refusedTypes: ['rcs'], conversations: 'replace', ignoresQueueWithoutWorker: true };
    expect(read({ interactions }).interactions).toEqual(interactions);
  });

  it.each([
    [[], '"interactions" must be an object'],
    [{ refusedTypes: 'rcs' }, '"refusedTypes" must be a list of texts'],
    [{ conversations: 'copy' }, '"interactions.conversations" must be "merge" or "replace"'],
    [{ ignoresQueueWithoutWorker: 'yes' }, '"interactions.ignoresQueueWithoutWorker" must be true or false'],
    [{ refused: [] }, '"interactions.refused" is not known'],
  ])('that are wrong are named: %j', (interactions, message) => {
    expect(() => read({ interactions })).toThrow(message);
  });
});

describe('the schema of sandbox.config.json', () => {
  it('names what is known, and nothing else', () => {
    const said = (() => {
      try {
        read({ unknown: true });
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    })();
    const known = / known are (.*)$/.exec(said)?.[1]?.split(', ') ?? [];
    expect(Object.keys(schema.properties).sort()).toEqual(known.sort());
  });
});

it('the Flex UI that a project without one gets is the one that this repository is tested with', () => {
  const { devDependencies } = jest.requireActual<{ devDependencies: Record<string, string> }>('../../package.json');
  expect(NEWEST_FLEX_UI).toBe(devDependencies['@twilio/flex-ui']);
});
