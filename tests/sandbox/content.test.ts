import type { Client } from '@twilio/conversations';

import { namedSid } from '../../sandbox/src/model/sid';
import { startWithSdks } from './sdkClients';
import type { SdkSandbox } from './sdkClients';
import { until } from './until';

const SAM = '+12025550143';
const CARE = '+14155550100';
const REMINDER = namedSid('HX', 'appointment_reminder');

let sdk: SdkSandbox;
let alice: Client;
beforeAll(async () => {
  sdk = await startWithSdks();
  alice = await sdk.conversations('alice');
});
afterAll(() => sdk.close());

const content = () => sdk.sandbox.twilio.content;
const TEXT = { 'twilio/text': { body: 'Hello {{1}}' } };
/** The official helper has classes for these, with the API's own names inside. */
const create = (input: object) => content().v1.contents.create(input as never);

describe('templates', () => {
  it('are made, changed, fetched and removed', async () => {
    const actions = [{ type: 'QUICK_REPLY', title: 'Yes', id: 'yes' }];
    const types = {
      'twilio/quick-reply': { body: 'Is {{1}} fine?', actions },
      'twilio/text': { body: 'Is {{1}} fine?' },
      'twilio/media': { body: 'Look', media: ['https://example.com/a.png'] },
      'whatsapp/card': { body: 'Look', footer: 'Us', actions },
    };
    const made = await create({ friendly_name: 'question', language: 'en', variables: { 1: 'Monday' }, types });
    expect(made.sid).toMatch(/^HX[0-9a-f]{32}$/);
    expect(await content().v1.contents(made.sid).fetch()).toMatchObject({ friendlyName: 'question', types });
    const changed = await content()
      .v1.contents(made.sid)
      .update({ types: TEXT } as never);
    expect(changed).toMatchObject({ friendlyName: 'question', language: 'en', types: TEXT });
    await content().v1.contents(made.sid).remove();
    await expect(content().v1.contents(made.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  it.each([
    ['no language', { types: TEXT }],
    ['no types', { language: 'en' }],
    ['an unknown type', { language: 'en', types: { 'twilio/hologram': { body: 'x' } } }],
    ['a quick reply without buttons', { language: 'en', types: { 'twilio/quick-reply': { body: 'x' } } }],
    ['an empty placeholder', { language: 'en', types: { 'twilio/text': { body: 'Hello {{}}' } } }],
  ])('with %s are refused', async (_name, input) => {
    await expect(create(input)).rejects.toMatchObject({ status: 400, code: 20001 });
  });

  it('are reviewed by WhatsApp, with one outcome or the other', async () => {
    const { sid } = await create({ friendly_name: 'greeting', language: 'en', variables: {}, types: TEXT });
    const { sid: bad } = await create({ friendly_name: 'shouting', language: 'en', variables: {}, types: TEXT });
    const submit = (one: string, name: string) =>
      content().v1.contents(one).approvalCreate.create({ name, category: 'UTILITY' });
    const statusOf = async (one: string) =>
      ((await content().v1.contents(one).approvalFetch().fetch()).whatsapp as Record<string, unknown>)['status'];
    expect(await statusOf(sid)).toBe('unsubmitted');
    await expect(submit(sid, 'Not Allowed')).rejects.toMatchObject({ status: 400 });
    expect(await submit(sid, 'greeting')).toMatchObject({ status: 'received', category: 'UTILITY' });
    await submit(bad, 'rejected_greeting');
    await expect(submit(sid, 'greeting')).rejects.toMatchObject({ status: 409 });
    sdk.sandbox.world.clock.advance(1000);
    expect(await statusOf(sid)).toBe('pending');
    sdk.sandbox.world.clock.advance(5000);
    expect([await statusOf(sid), await statusOf(bad)]).toEqual(['approved', 'rejected']);
    for (const one of [sid, bad]) await content().v1.contents(one).remove();
  });

  it('are listed, and found by what one looks for', async () => {
    const names = (items: { friendlyName: string }[]) => items.map(({ friendlyName }) => friendlyName);
    const all = ['appointment_reminder', 'appointment_reminder_es', 'order_delayed', 'weekend_offer'];
    expect(names(await content().v1.contents.list({ pageSize: 3 }))).toEqual(all);
    const withApprovals = await content().v1.contentAndApprovals.list();
    expect(
      withApprovals.map(({ approvalRequests }) => (approvalRequests as Record<string, unknown>)['status']),
    ).toEqual(['approved', 'approved', 'pending', 'rejected']);
    const search = async (filter: object) => names(await content().v2.contentAndApprovals.list(filter));
    expect(await search({ channelEligibility: ['whatsapp:approved'], pageSize: 1 })).toEqual(all.slice(0, 2));
    expect(await search({ channelEligibility: ['whatsapp:pending', 'whatsapp:rejected'] })).toEqual(all.slice(2));
    expect(await search({ channelEligibility: ['whatsapp:approved'], language: ['es'] })).toEqual([all[1]]);
    expect(await search({ contentName: '^order' })).toEqual(['order_delayed']);
    expect(await search({ content: 'weekend' })).toEqual(['weekend_offer']);
    expect(names(await content().v2.contents.list({ contentType: ['twilio/quick-reply'] }))).toEqual([all[0]]);
    expect(await search({ sortByContentName: 'desc' })).toEqual([...all].reverse());
  });
});

describe('a conversation’s message of a template', () => {
  const conversationWith = async (address: string, proxyAddress: string) => {
    const conversation = await sdk.sandbox.twilio.conversations.v1.conversations.create();
    await conversation.participants().create({ identity: 'alice' });
    await conversation
      .participants()
      .create({ 'messagingBinding.address': address, 'messagingBinding.proxyAddress': proxyAddress });
    return conversation;
  };

  it('says what the template says, by REST', async () => {
    const conversation = await conversationWith(`whatsapp:${SAM}`, `whatsapp:${CARE}`);
    const message = await conversation.messages().create({ contentSid: REMINDER, contentVariables: '{"2":"Friday"}' });
    expect(message).toMatchObject({
      body: 'Hello Sam, we expect you on Friday. Does this suit you?',
      contentSid: REMINDER,
    });
    const receipts = () => conversation.messages().get(message.sid).deliveryReceipts.list();
    await until(async () => (await receipts())[0]?.status === 'delivered');
    const sent = sdk.sandbox.world.messageLog.find(({ messageSid }) => messageSid === message.sid);
    expect(sent?.content?.actions.map(({ title }) => title)).toEqual(['Yes, I will come', 'Another day, please']);
    await conversation.remove();
  });

  it('is plain by SMS', async () => {
    const conversation = await conversationWith(SAM, CARE);
    const { body } = await conversation.messages().create({ contentSid: REMINDER, contentVariables: '{}' });
    expect(body).toBe('Hello Sam, we expect you on Monday at 10:00. Please tell us if this does not suit you.');
    await conversation.remove();
  });

  it('says what the template says, by the SDK', async () => {
    const templates = await alice.getContentTemplates();
    const template = templates.find(({ sid }) => sid === REMINDER)!;
    expect(template.variables.map(({ name }) => name)).toEqual(['1', '2']);
    expect(template.variants.get('twilio/quick-reply')).toMatchObject({ type: 'quickReply' });

    const { sid } = await conversationWith(`whatsapp:${SAM}`, `whatsapp:${CARE}`);
    const conversation = await until(async () =>
      (await alice.getSubscribedConversations()).items.find((one) => one.sid === sid),
    );
    const [name] = template.variables;
    await conversation
      .prepareMessage()
      .setContentTemplate(REMINDER, [name!.copyWithValue('Maria')])
      .build()
      .send();
    const message = await until(async () => (await conversation.getMessages()).items[0]);
    expect(message.body).toBe('Hello Maria, we expect you on Monday at 10:00. Does this suit you?');
    expect(message.contentSid).toBe(REMINDER);
  });

  it.each([
    [50526, { contentSid: 'HX1' }],
    [50526, { contentSid: namedSid('HX', 'no such template') }],
    [50527, { contentSid: REMINDER, contentVariables: 'Sam' }],
    [50527, { contentSid: REMINDER, contentVariables: '{"1":""}' }],
    [50527, { contentSid: REMINDER, contentVariables: '{"1":"a\\tb"}' }],
    [50527, { contentSid: REMINDER, contentVariables: `{"1":"${'a'.repeat(1601)}"}` }],
    [50528, { contentVariables: '{"1":"Sam"}', body: 'x' }],
  ])('is refused with %d', async (code, message) => {
    const conversation = await sdk.sandbox.twilio.conversations.v1.conversations.create();
    await expect(conversation.messages().create(message)).rejects.toMatchObject({ status: 400, code });
    await conversation.remove();
  });
});
