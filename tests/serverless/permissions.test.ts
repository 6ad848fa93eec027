import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import type { BackendError } from '../../src/contract/errors';
import { Backend, CARE, SAM } from './backend';

jest.setTimeout(240_000);

/**
 * docs/permissions.md, from what the backend really lets whom do: every act is asked of the running functions, by each of
 * these, with the settings that a new contact centre has. `UPDATE_PERMISSIONS=1 npx jest -i tests/serverless/permissions`
 * writes it.
 */
const FILE = path.resolve(__dirname, '../../docs/permissions.md');

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false });
});
afterAll(() => backend.close());

/** Alice and Bob are in the conversation; outside is Sue, with one role after the other. */
const WHO = ['agent inside', 'another agent', 'supervisor', 'administrator'] as const;
type Who = (typeof WHO)[number];
const ROLE: Partial<Record<Who, 'agent' | 'supervisor' | 'admin'>> = {
  'another agent': 'agent',
  supervisor: 'supervisor',
  administrator: 'admin',
};
const NEWCOMER = 'ada';

interface Place {
  taskSid: string;
  conversationSid: string;
  inviteId: string;
  day: string;
}

interface Act {
  name: string;
  route: string;
  fields: (place: Place) => Record<string, string>;
  /** Which setting says otherwise. */
  setting?: string;
  /** Only for supervisors, by default: each has a test that refuses an agent. */
  isSupervisors?: true;
}

const worker = (identity: string): string => backend.workerSid(identity);
const reason = 'The shift is over.';

const ACTS: Act[] = [
  { name: 'see who is inside and invited', route: 'people', fields: ({ taskSid }) => ({ act: 'list', taskSid }) },
  {
    name: 'invite a colleague or a queue',
    route: 'people',
    fields: ({ taskSid }) => ({ act: 'invite', taskSid, invitee: worker(NEWCOMER) }),
    setting: 'people.queues',
  },
  {
    name: 'withdraw an invitation',
    route: 'people',
    fields: ({ taskSid, inviteId }) => ({ act: 'withdraw', taskSid, inviteId }),
    setting: 'people.supervise',
  },
  { name: 'leave', route: 'people', fields: ({ taskSid }) => ({ act: 'leave', taskSid }) },
  {
    name: 'remove an agent',
    route: 'people',
    fields: ({ taskSid }) => ({ act: 'remove', taskSid, workerSid: worker('bob'), reason }),
    setting: 'people.remove, people.supervise',
  },
  {
    name: 'end it for everyone',
    route: 'people',
    fields: ({ taskSid }) => ({ act: 'end', taskSid, reason }),
    setting: 'people.endForAll, people.supervise',
  },
  {
    name: 'join without a task',
    route: 'people',
    fields: ({ taskSid }) => ({ act: 'join', taskSid }),
    setting: 'people.supervise',
    isSupervisors: true,
  },
  {
    name: 'reassign it, or take it over, with a reason',
    route: 'people',
    fields: ({ taskSid }) => ({ act: 'reassign', taskSid, invitee: worker(NEWCOMER), reason }),
    setting: 'people.supervise',
    isSupervisors: true,
  },
  {
    name: 'start a conversation for a colleague',
    route: 'interactions',
    fields: () => ({ ...backend.request({ to: '+14155550144', forWorkerSid: worker(NEWCOMER) }) }),
    setting: 'people.startFor',
    isSupervisors: true,
  },
  {
    name: 'see whether a colleague can be given a conversation',
    route: 'start-for',
    fields: () => ({ workerSid: worker(NEWCOMER), channel: 'sms', from: CARE }),
    setting: 'people.startFor',
    isSupervisors: true,
  },
  {
    name: 'read notes',
    route: 'notes',
    fields: ({ taskSid }) => ({ act: 'list', taskSid }),
    setting: 'people.supervise',
  },
  {
    name: 'write a note',
    route: 'notes',
    fields: ({ taskSid, inviteId: noteId }) => ({ act: 'write', taskSid, noteId, text: 'Hello', after: '0' }),
    setting: 'people.supervise',
  },
  { name: 'ask for help', route: 'notes', fields: ({ taskSid }) => ({ act: 'askForHelp', taskSid }) },
  {
    name: 'say that they are at work on it, while its customer waits too long',
    route: 'silence',
    fields: ({ taskSid, conversationSid }) => ({ taskSid, conversationSid, activeSecondsAgo: '0' }),
  },
  {
    name: 'answer an agent who asks for help',
    route: 'notes',
    fields: ({ taskSid }) => ({ act: 'answerHelp', taskSid }),
    setting: 'people.supervise',
    isSupervisors: true,
  },
  {
    name: 'see who asks for help',
    route: 'supervision',
    fields: () => ({ act: 'calls' }),
    setting: 'supervision.see',
    isSupervisors: true,
  },
  {
    name: 'join as a second agent, from the panel',
    route: 'remedies',
    fields: ({ conversationSid }) => ({ remedy: 'join', conversationSid }),
    setting: 'people.takeOver',
  },
  {
    name: 'take it over, from the panel, with a reason',
    route: 'remedies',
    fields: ({ conversationSid }) => ({ remedy: 'takeOver', conversationSid, reason }),
    setting: 'people.takeOver',
  },
  {
    name: 'ask whether its agent is writing',
    route: 'remedies',
    fields: ({ conversationSid }) => ({
      remedy: 'askOwner',
      conversationSid,
      askId: '7f6f6f2e-6f0a-4c3e-9a51-5a2e0f3f6a10',
    }),
    setting: 'people.takeOver',
  },
  {
    name: 'write to its agent',
    route: 'remedies',
    fields: ({ conversationSid }) => ({ remedy: 'messageOwner', conversationSid, text: 'Hello' }),
  },
  {
    name: 'keep that its customer wants no more messages',
    route: 'consent',
    fields: ({ conversationSid }) => ({ act: 'optOut', conversationSid, reason }),
    setting: 'consent.optOut',
  },
  {
    name: 'record that its customer agreed',
    route: 'consent',
    fields: ({ conversationSid }) => ({ act: 'record', conversationSid, reason, kind: 'explicit' }),
    setting: 'consent.record',
  },
  {
    name: 'keep where a customer is',
    route: 'customer-time',
    fields: () => ({ channel: 'sms', to: SAM, from: CARE, timeZone: 'America/Los_Angeles' }),
    setting: 'customerTime.choose',
  },
  {
    name: 'lift an opt-out',
    route: 'consent',
    fields: ({ conversationSid }) => ({ act: 'lift', conversationSid, reason }),
    setting: 'consent.lift',
    isSupervisors: true,
  },
  {
    name: 'trace it',
    route: 'trace',
    fields: ({ conversationSid }) => ({ what: conversationSid }),
    setting: 'trace.see',
    isSupervisors: true,
  },
  {
    name: 'mend it: give a lost customer to an agent, close what nobody waits in',
    route: 'mend',
    fields: ({ conversationSid }) => ({ conversationSid, mend: 'answer' }),
    setting: 'trace.see, trace.mend',
    isSupervisors: true,
  },
  {
    name: 'see all that went on with its customer',
    route: 'customer-timeline',
    fields: () => ({ what: SAM }),
    setting: 'trace.see',
    isSupervisors: true,
  },
  {
    name: 'see how a day went',
    route: 'daily',
    fields: ({ day }) => ({ from: `${day}T00:00:00Z`, until: `${day}T23:00:00Z` }),
    setting: 'trace.see',
    isSupervisors: true,
  },
  {
    name: 'see which customers wait',
    route: 'supervision',
    fields: ({ conversationSid }) => ({ act: 'waits', conversationSids: conversationSid }),
    setting: 'supervision.see',
    isSupervisors: true,
  },
  {
    name: 'see the conversations without an agent, and the janitor’s report',
    route: 'supervision',
    fields: () => ({ act: 'unowned' }),
    setting: 'supervision.see',
    isSupervisors: true,
  },
  {
    name: 'read and export the audit',
    route: 'audit',
    fields: ({ day }) => ({ day }),
    setting: 'audit.see',
    isSupervisors: true,
  },
  {
    name: 'have customers who are left alone looked for',
    route: 'janitor',
    fields: () => ({}),
  },
];

type Answered = { ok: true } | { ok: false; error: BackendError };

/** Anything else would tell nothing about who may. */
const CELL: Record<string, string> = {
  OK: 'yes',
  // It may, and there is nothing to mend.
  CONVERSATION_CHANGED: 'yes',
  SUPERVISOR_ONLY: 'no',
  NOT_INSIDE: 'no',
  // Who is inside invites and hands over instead.
  ALREADY_INSIDE: '–',
};

function accept(identity: string): string {
  const { world } = backend.sandbox;
  const offer = [...world.reservations.values()].find(
    (one) => one.workerSid === worker(identity) && one.status === 'pending',
  );
  world.services.taskrouter.setReservation(offer!.sid, 'accepted');
  return offer!.taskSid;
}

/** Alice and Bob are in a conversation with Sam. */
async function prepare(): Promise<Place> {
  backend.reset();
  const { taskrouter } = backend.sandbox.world.services;
  taskrouter.setActivity(worker(NEWCOMER), taskrouter.activityByName('Available')!.sid);
  const { body } = await backend.send(backend.request());
  if (!body.ok) throw new Error(body.error.code);
  const taskSid = accept('alice');
  const invited = await backend.ask<Answered>('alice', 'people', { act: 'invite', taskSid, invitee: worker('bob') });
  expect(invited.body.ok).toBe(true);
  accept('bob');
  return {
    taskSid,
    conversationSid: body.started.conversationSid,
    inviteId: '11111111-1111-4111-8111-111111111111',
    day: new Date().toISOString().slice(0, 10),
  };
}

/** As it was prepared: who is refused changes nothing. */
let untouched: Place | undefined;

async function ask(who: Who, { route, fields }: Act): Promise<string> {
  const place = untouched ?? (await prepare());
  const role = ROLE[who];
  if (role !== undefined) backend.sandbox.world.people.get('sue')!.roles = [role];
  const { body } = await backend.ask<Answered>(role === undefined ? 'alice' : 'sue', route, fields(place));
  untouched = !body.ok && CELL[body.error.code] === 'no' ? place : undefined;
  return body.ok ? 'OK' : body.error.code;
}

/** An agent inside has the task, and leaves by it; the panel's ways in are for those outside. */
const isOfOutsiders = ({ name }: Act): boolean => name.includes('from the panel') || name === 'write to its agent';
/** Outside there is nothing to leave. */
const isOfInsiders = ({ name }: Act): boolean => name === 'leave';

async function cell(who: Who, act: Act): Promise<string> {
  if (who === 'agent inside' ? isOfOutsiders(act) : isOfInsiders(act)) return '–';
  const code = await ask(who, act);
  const told = CELL[code];
  if (told === undefined) throw new Error(`${who}: ${act.name}: ${code}`);
  return told;
}

async function document(): Promise<string> {
  const rows: string[] = [];
  for (const act of ACTS) {
    const cells: string[] = [];
    for (const who of WHO) cells.push(await cell(who, act));
    const settings = (act.setting ?? '').split(', ').filter(Boolean);
    const links = settings.map((name) => `[\`${name}\`](settings.md#${name.split('.')[0]!.toLowerCase()})`);
    rows.push(`| ${[act.name, ...cells, `\`POST /${act.route}\``, links.join(', ')].join(' | ')} |`);
  }
  return [
    '# Who may do what',
    '',
    'Of a conversation that two agents have. The backend decides it from the Flex token, Twilio’s own list of who is inside, and [the settings](settings.md); the browser only shows it. This page is written by a test, which asks the running backend for every act as each of these people, with the settings that a new contact center has: `UPDATE_PERMISSIONS=1 npx jest -i tests/serverless/permissions`. A dash: there is nothing to do for them, or they have another way.',
    '',
    `| act | ${WHO.join(' | ')} | route | what changes it |`,
    `| --- | ${WHO.map(() => '---').join(' | ')} | --- | --- |`,
    ...rows,
    '',
    'Supervisor and administrator are Flex’s own roles. Quality analysts and other roles that only watch count as agents here. What supervisors and agents do is kept in [the audit](supervisors-guide.md#who-did-what).',
    '',
  ].join('\n');
}

/** oxfmt pads the table. */
const words = (text: string): string[] => text.replace(/-{3,}/g, '---').split(/\s+/);

it('docs/permissions.md tells what the backend lets whom do', async () => {
  const text = await document();
  if (process.env['UPDATE_PERMISSIONS']) {
    fs.writeFileSync(FILE, text);
    execFileSync('npx', ['oxfmt', FILE]);
  }
  expect(words(fs.readFileSync(FILE, 'utf8'))).toEqual(words(text));
});

it.each(ACTS.filter(({ isSupervisors }) => isSupervisors).map((act) => [act.name, act] as const))(
  'an agent is refused: %s',
  async (_name, act) => {
    expect(await ask('another agent', act)).toBe('SUPERVISOR_ONLY');
    expect(await ask('agent inside', act)).toMatch(/^(SUPERVISOR_ONLY|ALREADY_INSIDE)$/);
  },
);

it('a supervisor is refused each where the settings say nobody', async () => {
  const place = await prepare();
  for (const act of ACTS.filter(({ isSupervisors }) => isSupervisors)) {
    const { uiAttributes } = backend.sandbox.world;
    const settings = { ...(uiAttributes['messaging_controls'] as Record<string, object>) };
    for (const setting of act.setting!.split(', ')) {
      const [section = '', name = ''] = setting.split('.');
      settings[section] = { ...settings[section], [name]: 'nobody' };
    }
    backend.sandbox.world.uiAttributes = { messaging_controls: settings };
    const { status, body } = await backend.ask<Answered>('sue', act.route, act.fields(place));
    expect([act.name, status, body.ok ? 'OK' : body.error.code]).toEqual([act.name, 403, 'SUPERVISOR_ONLY']);
    backend.sandbox.world.uiAttributes = uiAttributes;
  }
});
