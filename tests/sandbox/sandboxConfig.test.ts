import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

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
