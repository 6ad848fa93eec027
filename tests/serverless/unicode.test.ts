import { randomUUID } from 'node:crypto';

import fc from 'fast-check';

import { World } from '../../sandbox/src/World';
import { namedSid } from '../../sandbox/src/model/sid';
import { EVERY_AWKWARD_TEXT, awkwardText } from '../support/awkwardText';
import { until } from '../sandbox/until';
import { Backend, CARE, SAM } from './backend';

jest.setTimeout(120_000);

const WEBSITE = 'https://www.example.com';
const { account } = new World();

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({
    isCold: false,
    settings: { contactRequests: { from: CARE }, webChat: { addressSid: namedSid('IG', 'Web chat') } },
    variables: {
      ...{ CONTACT_FORM_ORIGINS: WEBSITE, WEBCHAT_ORIGINS: WEBSITE },
      ...{ API_KEY: account.apiKeySid, API_SECRET: account.apiKeySecret },
    },
  });
});
afterAll(() => backend.close());

/** The rules of docs/attributes.md, written anew: by code points, and not by the expressions of the code. */
const pointOf = (character: string): number => character.codePointAt(0)!;
const isControl = (point: number): boolean => point < 0x20 || (point >= 0x7f && point < 0xa0);
const characters = (text: string): string[] => [...text];

/** A message: without control characters, but for tab and line breaks. */
const message = (text: string): string =>
  characters(text)
    .filter((one) => !isControl(pointOf(one)) || ['\t', '\n', '\r'].includes(one))
    .join('');

/** A name is one line, and shows in its own order: controls and line breaks are one space, and nothing turns it round. */
const name = (text: string): string => {
  const isTurn = (point: number) => (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
  let line = '';
  for (const one of characters(text).filter((character) => !isTurn(pointOf(character)))) {
    const breaks = isControl(pointOf(one)) || one === '\u2028' || one === '\u2029';
    if (!breaks) line += one;
    else if (!line.endsWith('\0')) line += '\0';
  }
  return line.replaceAll('\0', ' ');
};

interface Said {
  text: string;
  /** No longer than names may be. */
  short: string;
}

/** What stands at either end is trimmed in some places: here it is a letter. */
const said = (text: string): Said => ({
  text: `a${text}z`,
  short: `S${text.slice(0, 150).replace(/\p{Surrogate}$/u, '')}m`,
});

const RUNS = Number(process.env['RUNS'] ?? '2');

/** Each awkward character, and others by chance, on this way through our functions and Twilio. */
const comesBack = (way: (given: Said) => Promise<void>): Promise<void> =>
  fc.assert(
    fc.asyncProperty(awkwardText.map(said), async (given) => {
      backend.reset();
      await way(given);
    }),
    {
      examples: EVERY_AWKWARD_TEXT.map((text): [Said] => [said(text)]),
      ...{ numRuns: EVERY_AWKWARD_TEXT.length + RUNS, seed: Number(process.env['SEED'] ?? '1') },
    },
  );

const onlyTask = () => {
  const { openTasks } = backend.state();
  expect(openTasks).toHaveLength(1);
  return openTasks[0]!.attributes;
};
const bodies = () => backend.state().conversations.flatMap(({ messages }) => messages.map(({ body }) => body));
const local = () => backend.functions.url.replace('127.0.0.1', 'localhost');

/** By JSON, as a browser posts it. */
async function post(route: string, body: object): Promise<unknown> {
  const answer = await fetch(`${backend.functions.url}/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: WEBSITE },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as unknown };
}

/** Conversations of this address of ours come to our own function. */
async function listen(sid: string): Promise<void> {
  await backend.sandbox.twilio.conversations.v1.addressConfigurations(sid).update({
    'autoCreation.type': 'webhook',
    'autoCreation.webhookUrl': `${local()}/conversation-events`,
    'autoCreation.webhookMethod': 'post',
    'autoCreation.webhookFilters': ['onParticipantAdded', 'onMessageAdded'],
  });
}

it('a start: message, name and task attributes', () =>
  comesBack(async ({ text, short }) => {
    expect(await backend.send(backend.request({ body: text, customerName: short }))).toMatchObject({ status: 201 });
    expect(bodies()).toEqual([message(text)]);
    expect(backend.state().messagesSent.map(({ body }) => body)).toEqual([message(text)]);
    const shown = name(short);
    expect(onlyTask()).toMatchObject({ from: shown, name: shown, customerName: shown });
  }));

it('a message that waits for the reply, the reply, and its task’s attributes', () =>
  comesBack(async ({ text, short }) => {
    const wanted = { ...backend.request({ body: text, customerName: short }), replyTo: 'agent' };
    expect(await backend.ask('alice', 'outreach', wanted)).toMatchObject({ status: 201 });
    backend.sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: text });
    await until(() => backend.state().openTasks.length > 0);
    await backend.settled();
    // What a customer writes is Twilio's to keep, and comes as it is.
    expect(bodies()).toEqual([message(text), text]);
    expect(onlyTask()).toMatchObject({ from: name(short), customerName: name(short) });
  }));

it('a customer’s first message, by our webhook', () =>
  comesBack(async ({ text }) => {
    await listen(namedSid('IG', CARE));
    backend.sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: text });
    await until(() => backend.state().openTasks.length > 0);
    await backend.settled();
    expect(bodies()).toEqual([text]);
    expect(onlyTask()).toMatchObject({ customerName: SAM });
  }));

it('a website’s form: what was written, and the name', () =>
  comesBack(async ({ text, short }) => {
    const form = { requestId: randomUUID(), name: short, number: SAM, message: text };
    expect(await backend.post('contact-requests', form, { origin: WEBSITE })).toMatchObject({ status: 200 });
    expect(bodies()).toEqual([message(text)]);
    const shown = name(short);
    expect(onlyTask()).toMatchObject({
      ...{ from: shown, customerName: shown },
      messagingControls: { contactRequest: message(text) },
    });
  }));

it('a website’s chat: the question, the name, and all else that the form holds', () =>
  comesBack(async ({ text, short }) => {
    await listen(namedSid('IG', 'Web chat'));
    const formData = { friendlyName: short, query: text, order: text, [short]: { list: [text] } };
    expect(await post('initWebchat', { formData })).toMatchObject({ status: 200 });
    await until(() => backend.state().openTasks.length > 0);
    await backend.settled();
    expect(bodies()).toEqual([message(text)]);
    const [conversation] = backend.state().conversations;
    expect(JSON.parse(conversation!.attributes)).toMatchObject({
      pre_engagement_data: { friendlyName: name(short), query: message(text), order: text, [short]: { list: [text] } },
    });
    expect(onlyTask()).toMatchObject({ customerName: name(short), from: name(short) });
  }));

it('half of a pair is no character: it comes as the sign of one that cannot be read, and takes none beside it along', async () => {
  backend.reset();
  const formData = { friendlyName: 'S\ud83dam', query: 'a\ud83db\udc4dc\ud83d' };
  expect(await post('initWebchat', { formData })).toMatchObject({ status: 200 });
  expect(bodies()).toEqual(['a\ufffdb\ufffdc\ufffd']);
  const [conversation] = backend.state().conversations;
  expect(JSON.parse(conversation!.attributes)).toMatchObject({ pre_engagement_data: { friendlyName: 'S\ufffdam' } });
});
