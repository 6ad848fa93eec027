import { randomUUID } from 'node:crypto';

import { namedSid } from '../../sandbox/src/model/sid';
import { until } from '../sandbox/until';
import { APPLE, Backend, RCS, SAM } from './backend';
import type { StartAnswer } from './backend';

jest.setTimeout(60_000);

const INTERACTION = /^POST .*\/v1\/Interactions$/;

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({
    isCold: false,
    settings: { outreach: { studioFlowSid: namedSid('FW', 'messaging') } },
  });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

const refuse = (): void => {
  const { world } = backend.sandbox;
  world.interactionRules = { ...world.interactionRules, refusedTypes: ['rcs', 'apple'] };
};

const CHANNELS = [
  { channel: 'rcs', to: SAM, from: RCS, customer: `rcs:${SAM}`, business: `rcs:${RCS}` },
  {
    channel: 'apple',
    to: 'urn:mbid:12025550143',
    from: APPLE,
    customer: 'apple:urn:mbid:12025550143',
    business: `apple:${APPLE}`,
  },
] as const;
type Sides = (typeof CHANNELS)[number];

const writes = ({ channel, customer, business }: Sides, body = 'Yes please'): void => {
  backend.sandbox.world.services.messaging.receive({ channel, from: customer, to: business, body });
};

/** A conversation with the customer that has no agent; its SID. */
function openConversation({ channel, customer, business }: Sides): string {
  const { conversations } = backend.sandbox.world.services;
  const { sid } = conversations.create({});
  conversations.addParticipant(sid, {
    messagingBinding: { type: channel, address: customer, proxyAddress: business },
  });
  return sid;
}

/** The customer's message is a task that is shown as of its channel. */
async function expectTask({ channel, customer, business }: Sides): Promise<void> {
  await until(() => backend.state().openTasks.length > 0);
  await until(() => backend.sandbox.world.webhookLog.every(({ state }) => state !== 'sending'));
  const { openTasks, conversations } = backend.state();
  expect(openTasks).toMatchObject([
    {
      taskChannelUniqueName: 'chat',
      attributes: {
        channelType: channel,
        customerAddress: customer,
        proxyAddress: business,
        conversationSid: conversations.at(-1)!.sid,
      },
    },
  ]);
}

const warnings = () => backend.functions.alerts.filter((line) => line.includes('"warnings"'));

describe.each(CHANNELS.map((sides) => [sides.channel, sides] as const))('%s', (channel, sides) => {
  const { to, from } = sides;
  const request = () => backend.request({ channel, to, from });

  describe('on an account that takes it', () => {
    it('is sent once the interaction is taken, and not before', async () => {
      const interaction = backend.proxy.hold(INTERACTION);
      const answering = backend.send(request());
      await interaction.reached;
      expect(backend.state().messagesSent).toEqual([]);
      interaction.open();
      backend.expectStarted(await answering);
    });

    it('takes no call more than the others do', async () => {
      await backend.send(request());
      backend.sandbox.world.services.conversations.update(backend.state().conversations[0]!.sid, { state: 'closed' });
      backend.proxy.reset();
      await backend.send(request());
      expect(backend.proxy.requests).toHaveLength(8);
    });

    it('goes on in an open conversation once the interaction is taken', async () => {
      const reuseConversationSid = openConversation(sides);
      const interaction = backend.proxy.hold(INTERACTION);
      const answering = backend.send({ ...request(), reuseConversationSid });
      await interaction.reached;
      expect(backend.state().messagesSent).toEqual([]);
      interaction.open();
      backend.expectStarted(await answering);
    });
  });

  describe('on an account that refuses it', () => {
    beforeEach(refuse);

    it('nothing is sent, and nothing is left', async () => {
      const wanted = request();
      const refusal = { code: 'CHANNEL_REFUSED', twilio: { code: 45366, status: 400 } };
      expect(await backend.send(wanted)).toMatchObject({ status: 422, body: { ok: false, error: refusal } });
      backend.expectNothingLeft();
      expect(await backend.send(wanted)).toMatchObject({ status: 422, body: { ok: false, error: refusal } });
      expect(backend.sandbox.world.messageLog).toEqual([]);
    });

    it('nothing is sent into a conversation that is open, and that stays', async () => {
      const reuseConversationSid = openConversation(sides);
      const wanted = { ...request(), reuseConversationSid };
      for (let times = 1; times <= 2; times += 1) {
        expect(await backend.send(wanted)).toMatchObject({ status: 422, body: { error: { code: 'CHANNEL_REFUSED' } } });
      }
      expect(backend.sandbox.world.messageLog).toEqual([]);
      expect(backend.state().conversations).toMatchObject([{ sid: reuseConversationSid, state: 'active' }]);
    });

    it('the reply to a message becomes a task all the same, and the log warns', async () => {
      const before = warnings().length;
      const wanted = { ...request(), requestId: randomUUID(), replyTo: 'agent' };
      const answer = await backend.ask<StartAnswer>('alice', 'outreach', wanted);
      expect(answer).toMatchObject({ status: 201, body: { started: { waitsForReply: true } } });
      writes(sides);
      await expectTask(sides);
      expect(backend.state().openTasks).toMatchObject([{ attributes: { knownWorkerSid: backend.workerSid('alice') } }]);
      expect(warnings().slice(before)).toEqual([
        expect.stringContaining(`interactions of type ${channel} are refused (45366)`),
      ]);
      // Nor is it half of one: the agent accepts, and writes.
      const { world } = backend.sandbox;
      const rings = await until(() => [...world.reservations.values()].find(({ status }) => status === 'pending'));
      world.services.taskrouter.setReservation(rings.sid, 'accepted');
      const { sid } = backend.state().conversations[0]!;
      world.services.conversations.addMessage(sid, { author: 'alice', body: 'Here I am' });
      await until(() =>
        backend.state().messagesSent.some(({ body, to: number }) => body === 'Here I am' && number === sides.customer),
      );
    });

    it('a customer who writes first becomes a task all the same', async () => {
      await backend.sandbox.twilio.conversations.v1.addressConfigurations(namedSid('IG', sides.business)).update({
        'autoCreation.type': 'webhook',
        'autoCreation.webhookUrl': `${backend.functions.url.replace('127.0.0.1', 'localhost')}/conversation-events`,
        'autoCreation.webhookMethod': 'post',
        'autoCreation.webhookFilters': ['onMessageAdded'],
      });
      writes(sides, 'Where is my order?');
      await expectTask(sides);
      expect(backend.state().conversations[0]!.webhooks.size).toBe(0);
    });
  });
});
