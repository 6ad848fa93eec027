import twilio from 'twilio';

import { until } from '../sandbox/until';
import { Backend, CARE, SAM } from './backend';

jest.setTimeout(60_000);

const PUBLIC_URL = 'https://messaging.example.com';

describe('behind a domain of its own', () => {
  let backend: Backend;
  beforeAll(async () => {
    backend = await Backend.start({ isCold: false, variables: { PUBLIC_URL: `${PUBLIC_URL}/` } });
  });
  afterAll(() => backend.close());
  beforeEach(() => {
    backend.reset();
    backend.sandbox.world.hosts = { [PUBLIC_URL]: backend.functions.url };
  });

  it('Twilio is told that domain, and the reply that comes to it becomes a task', async () => {
    const { status } = await backend.ask('alice', 'outreach', { ...backend.request(), replyTo: 'agent' });
    expect(status).toBe(201);
    const { world } = backend.sandbox;
    world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Yes please' });
    const url = `${PUBLIC_URL}/outreach-reply`;
    const reply = await until(() =>
      world.webhookLog.find((delivery) => delivery.url === url && delivery.parameters['Author'] === SAM),
    );
    await until(() => reply.state !== 'sending');
    expect(reply).toMatchObject({ state: 'succeeded', responseStatus: 200 });
    expect(backend.state().openTasks).toHaveLength(1);
  });

  const event = { EventType: 'onMessageAdded', ConversationSid: 'CH0', ParticipantSid: 'MB0', Body: 'Hello' };
  const signedFor = (url: string) => {
    const { authToken } = backend.sandbox.world.account;
    const signature = twilio.getExpectedTwilioSignature(authToken, `${url}/messaging-events`, event);
    return backend.post('messaging-events', event, { 'x-twilio-signature': signature });
  };

  it('a webhook that was told the domain of the Functions before is heard as well', async () => {
    expect((await signedFor(PUBLIC_URL)).status).toBe(204);
    expect((await signedFor(backend.functions.url.replace('127.0.0.1', 'localhost'))).status).toBe(204);
  });

  it('one that was signed for another address is refused', async () => {
    expect(await signedFor('https://example.com')).toMatchObject({ status: 403 });
  });
});

describe('in a Region', () => {
  let backend: Backend;
  beforeAll(async () => {
    backend = await Backend.start({ isCold: false, variables: { TWILIO_REGION: 'ie1', TWILIO_EDGE: 'dublin' } });
  });
  afterAll(() => backend.close());

  it('the token is validated and Twilio is asked there, and nowhere else', async () => {
    await backend.ask('alice', 'senders', {});
    expect([...backend.proxy.requests].sort()).toEqual([
      'GET /flex-api.dublin.ie1.twilio.com/v1/Configuration',
      `POST /iam.ie1.twilio.com/v1/Accounts/${backend.sandbox.world.account.sid}/Tokens/validate`,
    ]);
  });
});
