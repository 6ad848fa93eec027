import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { RecordedExchange, Recording } from '../../setup/src/doctor/exchanges/recording';
import { readRecording } from '../../setup/src/doctor/exchanges/recording';
import type { Verified } from '../../setup/src/doctor/exchanges/verify';
import { PROBE_LITERALS } from '../../setup/src/doctor/probe/literals';
import { startSandbox } from '../sandbox/startSandbox';
import type { RunningSandbox } from '../sandbox/startSandbox';
import { AccountProxy } from './AccountProxy';
import { runCommand } from './runCommand';

jest.setTimeout(60_000);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'exchanges-'));
const file = path.join(folder, 'recorded.json');

/** Nothing that a program could take for a word of its own. */
let count = 0;
const somebody = (kind: string): string => {
  count += 1;
  return `${kind} ${(count * 7919).toString(36)}q${(count * 104729).toString(36)}z`;
};
const phone = (): string => {
  count += 1;
  return `+1415555${String(1000 + ((count * 7919) % 9000))}`;
};

/** An account that is full of people. */
function populate({ world }: RunningSandbox): void {
  const { conversations } = world.services;
  for (const worker of world.workers.values()) {
    worker.friendlyName = somebody('worker').replace(' ', '.');
    worker.attributes = {
      ...worker.attributes,
      full_name: somebody('name'),
      [somebody('key').replace(' ', '_')]: phone(),
    };
  }
  for (const resource of [
    ...world.taskQueues.values(),
    ...world.workflows.values(),
    ...world.messagingServices.values(),
    ...world.addresses.values(),
    ...world.serverlessServices.values(),
  ]) {
    resource.friendlyName = somebody('friend');
  }
  for (const address of world.addresses.values()) if (address.type === 'sms') address.address = phone();
  world.uiAttributes[somebody('setting').replace(' ', '_')] = {
    [phone()]: somebody('value'),
    token: somebody('token'),
  };
  world.uiAttributes['messaging_controls'] = {
    senders: [{ address: '+14155550100', channel: 'sms', name: somebody('sender') }],
    cannedTexts: [{ name: somebody('canned'), text: somebody('text') }],
  };
  const conversation = conversations.create({ createdBy: 'system', uniqueName: somebody('conversation') });
  conversations.addParticipant(conversation.sid, { identity: somebody('identity') });
  conversations.addMessage(conversation.sid, { author: somebody('author'), body: somebody('body') });
}

let sandbox: RunningSandbox;
let account: AccountProxy;
let ownPhone: string;
let worker: string | undefined;
/** In an error's words alone. */
const QUOTED = somebody('quoted');
beforeAll(async () => {
  sandbox = await startSandbox();
  populate(sandbox);
  account = new AccountProxy(`http://127.0.0.1:${sandbox.port}`);
  await account.listen();
  ownPhone = phone();
  [worker] = [...sandbox.world.workers.values()].map(({ friendlyName }) => friendlyName);
  account.change(/POST .*\/Services\/IS\w+\/Conversations$/, ({ status, body }) => {
    if (status === 409) body['message'] = `Held by ${worker} at ${ownPhone} as "${QUOTED}", an +15005550006`;
  });
  const args = ['--probe', '--phone', ownPhone, '--from', '+14155550100', '--yes', '--record', file];
  await runCommand('setup/src/doctor/cli.ts', [...args, '--profile', 'sandbox', '--sandbox-url', account.url]);
});
afterAll(async () => {
  await account.close();
  await sandbox.close();
  fs.rmSync(folder, { recursive: true });
});

/** Every text within JSON, also within JSON text, and every key of it. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    yield value;
    if (/^[[{]/.test(value)) yield* textsIn(parsed(value));
  } else if (Array.isArray(value)) for (const one of value) yield* textsIn(one);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, field] of Object.entries(value)) {
      if (/[^A-Za-z0-9_.]|q\w+z$/.test(key)) yield key;
      yield* textsIn(field);
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return [...new URLSearchParams(text).values()];
  }
}

describe('a recording', () => {
  it('holds no number, identity, name, text, SID, token or header of what was said', () => {
    const recorded = fs.readFileSync(file, 'utf8');
    const { sid, authToken } = sandbox.world.account;
    const basic = Buffer.from(`${sid}:${authToken}`).toString('base64');
    expect(account.heard.join('\n')).toContain(basic);
    const heard = new Set(account.heard.flatMap((text) => [...textsIn(text)]));
    // Those of every kind have gone in.
    for (const kind of ['worker', 'name', 'key', 'friend', 'setting', 'value', 'token', 'sender', 'canned', 'text']) {
      expect([kind, [...heard].some((text) => new RegExp(`^${kind}[ ._]\\w+z$`).test(text))]).toEqual([kind, true]);
    }
    const isPersonal = (text: string): boolean =>
      /[ @+.]|\d{5}|z$/.test(text) && !PROBE_LITERALS.has(text) && !/^https:\/\/[a-z-]+\.twilio\.com/.test(text);
    const words =
      /^(task|workflow|task-queue|worker)\.[a-z-]+$|^\/[A-Za-z0-9./-]+$|(not found|already exists|without state)$/;
    const personal = [...heard, basic, sid, authToken, ownPhone, '+14155550100'].filter(
      (text) => isPersonal(text) && !words.test(text) && text.length > 3,
    );
    expect(personal.length).toBeGreaterThan(200);
    expect(personal.filter((text) => recorded.includes(JSON.stringify(text).slice(1, -1)))).toEqual([]);
    expect(recorded).not.toMatch(/\b[A-Z]{2}[0-9a-f]{32}\b|\+\d{5}|authorization/i);
    expect(recorded).toMatch(/Held by <text\d+> at <number\d+> as <text>, an <text>/);
    expect(recorded).not.toContain(QUOTED);
    expect(recorded).not.toContain(sandbox.world.messageLog.at(-1)!.body.slice(0, 20));
  });

  it('keeps what belongs together together', () => {
    const { steps, places } = readRecording(file);
    const made = exchangesOf(steps, 'conversation')[0]!.answer!.body as Record<string, string>;
    expect(made['sid']).toMatch(/^<CH\d+>$/);
    expect(exchangesOf(steps, 'conversation-ready')[0]!.path).toContain(`/Conversations/${made['sid']}`);
    expect(JSON.stringify(exchangesOf(steps, 'conversation')[0]!.parameters)).toContain(places.phone);
  });

  it('is answered in the same way by a sandbox', async () => {
    const { code, output } = await runCommand('setup/src/doctor/verifyCli.ts', [file]);
    expect(output).toMatch(/\n {2}= conversation: 1 exchange\n/);
    expect(output).toMatch(/\n0 differences\.\n$/);
    expect(code).toBe(0);
  });
});

const exchangesOf = (steps: Recording['steps'], id: string): RecordedExchange[] =>
  steps.find((step) => step.id === id)!.exchanges;

interface Edit {
  id: string;
  edit: (body: Record<string, unknown>, exchange: RecordedExchange) => void;
  said: string;
}

const POST = 'POST conversations.twilio.com/v1/Services/{IS}';
const EDITS: Record<string, Edit> = {
  'another status': {
    id: 'close',
    edit: (_, { answer }) => (answer!.status = 202),
    said: 'POST flex-api.twilio.com/v1/Interactions/{KD}/Channels/{UO}: 202 from the file, and 200 from the sandbox',
  },
  'another error code': {
    id: 'unique-name-taken',
    edit: (body) => (body['code'] = 50999),
    said: `${POST}/Conversations: 409 (error 50999) from the file, and 409 (error 50353) from the sandbox`,
  },
  'no answer': {
    id: 'participants',
    edit: (_, exchange) => (exchange.answer = null),
    said: `GET conversations.twilio.com/v1/Services/{IS}/Conversations/{CH}/Participants: no answer from the file, and 200 from the sandbox`,
  },
  'a field that is not there': {
    id: 'message',
    edit: (body) => delete body['participant_sid'],
    said: `${POST}/Conversations/{CH}/Messages: participant_sid is missing from the file`,
  },
  'a field that is new': {
    id: 'message',
    edit: (body) => (body['mood'] = '<text1>'),
    said: `${POST}/Conversations/{CH}/Messages: mood is missing from the sandbox`,
  },
  'another type': {
    id: 'message',
    edit: (body) => (body['index'] = '<text1>'),
    said: `${POST}/Conversations/{CH}/Messages: index is text from the file, and a number from the sandbox`,
  },
  'another kind of text': {
    id: 'second-interaction',
    edit: (body) => (body['more_info'] = '<CH1>'),
    said: 'POST flex-api.twilio.com/v1/Interactions: more_info is a SID (CH) from the file, and an address from the sandbox',
  },
  'another state': {
    id: 'conversation',
    edit: (body) => (body['state'] = 'initializing'),
    said: `${POST}/ConversationWithParticipants: state is initializing from the file, and active from the sandbox`,
  },
  'another order of events': {
    id: 'task-events',
    edit: (body) => (body['events'] as unknown[]).reverse(),
    said: 'events[].event_type is task.created, workflow.entered',
  },
  'something within JSON text': {
    id: 'task-attributes',
    edit: (body) => (body['attributes'] = String(body['attributes']).replace('"media":', '"medium":')),
    said: 'attributes.conversations.medium is missing from the sandbox',
  },
};

describe('npm run verify', () => {
  let found: Verified[];
  beforeAll(async () => {
    const recording = JSON.parse(fs.readFileSync(file, 'utf8')) as Recording;
    for (const { id, edit } of Object.values(EDITS)) {
      const last = exchangesOf(recording.steps, id).at(-1)!;
      edit(last.answer?.body as Record<string, unknown>, last);
    }
    const edited = path.join(folder, 'edited.json');
    fs.writeFileSync(edited, JSON.stringify(recording));
    const { code, output } = await runCommand('setup/src/doctor/verifyCli.ts', [edited, '--json']);
    expect(code).toBe(1);
    ({ steps: found } = JSON.parse(output) as { steps: Verified[] });
  });

  it.each(Object.entries(EDITS))('tells of %s', (_, { id, said }) => {
    const step = found.find((one) => one.id === id)!;
    expect(step.differences.join('\n')).toContain(said);
  });

  it('tells of nothing else', () => {
    const ids = new Set(Object.values(EDITS).map(({ id }) => id));
    expect(found.filter(({ id, differences }) => !ids.has(id) && differences.length > 0)).toEqual([]);
    expect(found.find(({ id }) => id === 'message')?.differences).toHaveLength(3);
  });

  it.each<[string, string | undefined, string]>([
    ['no file', undefined, 'There is no'],
    ['no JSON', 'hello', 'could not be read'],
    ['something else', '{"steps": []}', 'holds no recorded exchanges'],
    ['another version', '{"format": "messaging-controls-exchanges", "version": 2}', 'is of version 2'],
    [
      'another host',
      JSON.stringify({
        ...{ format: 'messaging-controls-exchanges', version: 1, of: 'account', places: { account: '<AC1>' } },
        steps: [
          {
            ...{ id: 'x', kind: 'probe' },
            exchanges: [
              {
                method: 'GET',
                host: 'example.com',
                path: '/',
                sentAs: 'query',
                parameters: {},
                at: 0,
                milliseconds: 0,
              },
            ],
          },
        ],
      }),
      'steps.0.exchanges.0.host: It has to be one of Twilio’s hosts.',
    ],
  ])('says what is wrong with a file: %s', (_, content, said) => {
    const wrongFile = path.join(folder, `wrong-${somebody('file').replace(' ', '-')}.json`);
    if (content !== undefined) fs.writeFileSync(wrongFile, content);
    expect(() => readRecording(wrongFile)).toThrow(said);
  });
});
