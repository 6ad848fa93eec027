import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import schema from '../../sandbox/sandbox.config.schema.json';
import { createSandbox } from '../../sandbox/src/createSandbox';
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

describe('the uiAttributes of sandbox.config.json', () => {
  const write = (name: string, content: unknown): void => {
    fs.mkdirSync(path.join(folder, 'flex-config'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'flex-config', name), JSON.stringify(content));
  };

  it('come from the files of a Flex project, the later over the earlier', () => {
    write('common.json', { custom_data: { features: { notes: { enabled: true, color: 'blue' } }, common: 1 } });
    write('dev.json', { custom_data: { features: { notes: { enabled: false } } } });
    const own = { custom_data: { own: true } };
    const { uiAttributes } = read({ uiAttributes: ['flex-config/common.json', 'flex-config/dev.json', own] });
    const features = { notes: { enabled: false, color: 'blue' } };
    expect(uiAttributes).toEqual({ custom_data: { features, common: 1, own: true } });
    expect(read({ uiAttributes: 'flex-config/dev.json' }).uiAttributes).toEqual({
      custom_data: { features: { notes: { enabled: false } } },
    });
  });

  it.each([
    ['flex-config/none.json', /none\.json could not be read: ENOENT/],
    [['flex-config/list.json'], /"uiAttributes" must be an object, the name of a JSON file that holds one, or a list/],
    [7, /"uiAttributes" must be an object, the name/],
  ])('that are wrong are named: %j', (uiAttributes, message) => {
    write('list.json', []);
    expect(() => read({ uiAttributes })).toThrow(message);
  });
});

it('the senders that it names are in the Messaging Service of the demo, those that the account has', async () => {
  const { messagingServiceSenders } = read({ messagingServiceSenders: ['+14155550100', '+14155550199'] });
  const sandbox = await createSandbox({ port: 0, messagingServiceSenders });
  const [service] = sandbox.world.messagingServices.values();
  expect([...(service?.senders.keys() ?? [])]).toEqual(['+14155550101', 'whatsapp:+14155550100', '+14155550100']);
  await sandbox.close();
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
