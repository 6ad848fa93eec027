import type { BackendError } from '../../src/contract/errors';
import type { PastConversation } from '../../src/contract/pastConversations';
import { Backend, CARE, SAM, SENDERS } from './backend';

jest.setTimeout(60_000);

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

type Answered = { ok: true; conversations: PastConversation[] } | { ok: false; error: BackendError };

const WHO = { channel: 'sms', to: SAM, from: CARE };
const ask = (identity: string, fields: Record<string, string> = WHO) =>
  backend.ask<Answered>(identity, 'past-conversations', fields);

async function told(identity: string, fields?: Record<string, string>): Promise<PastConversation[]> {
  const { status, body } = await ask(identity, fields);
  if (!body.ok) throw new Error(body.error.code);
  expect(status).toBe(200);
  return body.conversations;
}

function changeSettings(change: object): void {
  const { world } = backend.sandbox;
  const before = world.uiAttributes['messaging_controls'] as object;
  world.uiAttributes = { ...world.uiAttributes, messaging_controls: { ...before, ...change } };
}

/** Sam writes by this channel; with an answer in it, and closed where it is to be over. */
async function conversation(channel: 'sms' | 'whatsapp', body: string, { isClosed = false } = {}): Promise<string> {
  const { twilio, world } = backend.sandbox;
  world.services.messaging.receive({ channel, from: SAM, to: CARE, body });
  const { sid } = backend.state().conversations.at(-1)!;
  const { conversations } = twilio.conversations.v1.services(world.chatServiceSid);
  await conversations(sid).messages.create({ author: 'bob', body: `Answer to: ${body}` });
  if (isClosed) await conversations(sid).update({ state: 'closed' });
  return sid;
}

it('tells nothing of a customer whom nobody has written to', async () => {
  expect(await told('alice')).toEqual([]);
});

it('tells of the latest conversations on every channel of the number, open and closed, with their last lines', async () => {
  const bySms = await conversation('sms', 'First', { isClosed: true });
  const byWhatsApp = await conversation('whatsapp', `${'x'.repeat(159)}😀 more`);
  const conversations = await told('alice');
  expect(conversations.map(({ conversationSid }) => conversationSid).sort()).toEqual([bySms, byWhatsApp].sort());
  expect(conversations.find(({ channel }) => channel === 'sms')).toMatchObject({
    state: 'closed',
    lines: [
      { by: 'customer', text: 'First' },
      { by: 'agent', agent: 'bob', isYou: false, text: 'Answer to: First' },
    ],
  });
  const [first, second] = conversations.find(({ channel }) => channel === 'whatsapp')!.lines;
  expect(first).toEqual({ at: expect.any(String) as string, by: 'customer', text: `${'x'.repeat(159)}😀` });
  expect(second).toMatchObject({ by: 'agent' });
  expect((await told('bob'))[0]!.lines.find(({ by }) => by === 'agent')).toMatchObject({ agent: 'bob', isYou: true });
});

it('tells of no more than five conversations and three lines', async () => {
  for (let count = 1; count <= 6; count += 1) {
    // Twilio's times are whole seconds.
    backend.sandbox.world.clock.advance(60_000);
    await conversation('sms', `Number ${count}`, { isClosed: count < 6 });
  }
  const [open] = backend.state().conversations.slice(-1);
  const { messaging } = backend.sandbox.world.services;
  for (const body of ['And', 'yet', 'another']) messaging.receive({ channel: 'sms', from: SAM, to: CARE, body });
  const conversations = await told('alice');
  expect(conversations).toHaveLength(5);
  expect(conversations.some(({ lines }) => lines.some(({ text }) => text === 'Number 1'))).toBe(false);
  const latest = conversations.find(({ conversationSid }) => conversationSid === open!.sid);
  expect(latest?.lines.map(({ text }) => text)).toEqual(['And', 'yet', 'another']);
});

it('is for agents, for the settings’ senders, and for whom the settings name', async () => {
  await conversation('sms', 'Secret');
  expect(await backend.post('past-conversations', { ...WHO, Token: 'x' })).toMatchObject({ status: 401 });
  expect(await ask('bob', { ...WHO, from: '+14155550199' })).toMatchObject({
    body: { ok: false, error: { code: 'SENDER_NOT_ALLOWED' } },
  });
  changeSettings({ pastConversations: { see: 'supervisors' } });
  expect(await ask('alice')).toMatchObject({ status: 403, body: { ok: false, error: { code: 'SUPERVISOR_ONLY' } } });
  expect(await told('sue')).toHaveLength(1);
  changeSettings({ pastConversations: { see: 'nobody' } });
  expect(await ask('sue')).toMatchObject({ status: 403 });
});

it('leaves out what was said with senders that are not the agent’s', async () => {
  await conversation('sms', 'For everybody');
  await conversation('whatsapp', 'For the others');
  changeSettings({
    senders: SENDERS.map((sender) => (sender.channel === 'whatsapp' ? { ...sender, skills: ['none has it'] } : sender)),
  });
  expect((await told('alice')).map(({ channel }) => channel)).toEqual(['sms']);
});
