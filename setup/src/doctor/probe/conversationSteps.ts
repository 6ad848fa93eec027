import type { Probe, ProbeStep } from './Probe';
import { need, refusalOf, watch } from './Probe';
import { CONVERSATIONS, TIMER } from './literals';

const NONE = 'There is no conversation with the phone.';

const serviceOf = ({ twilio, configuration }: Probe) =>
  twilio.conversations.v1.services(configuration.chat_service_instance_sid);

/** https://www.twilio.com/docs/conversations-classic/api/conversation-with-participants-resource */
export const withPhone = (probe: Probe, uniqueName: string) =>
  serviceOf(probe).conversationWithParticipants.create({
    uniqueName,
    participant: [JSON.stringify({ messaging_binding: { address: probe.phone, proxy_address: probe.from } })],
  });

/** https://www.twilio.com/docs/api/errors/50425 */
const PAIR_TAKEN: unknown[] = [50416, 50425];

const LONGEST_MS = 30_000;

/** Until the conversation is more than announced. */
export const untilReady = (probe: Probe, conversationSid: string) =>
  watch(
    probe,
    async () => (await serviceOf(probe).conversations(conversationSid).fetch()).state,
    (state) => state !== 'initializing',
    LONGEST_MS,
  );

export const conversationSteps: readonly ProbeStep[] = [
  {
    id: 'conversation',
    what: 'a conversation with the phone, in one request',
    async run(probe) {
      const { sid, state } = await withPhone(probe, CONVERSATIONS.first).catch((error: unknown) => {
        if (!PAIR_TAKEN.includes((error as { code?: unknown }).code)) throw error;
        throw new Error(
          'The phone is in an open conversation with this number. Close it, or probe with another phone or number.',
          { cause: error },
        );
      });
      probe.made.conversationSid = sid;
      return { told: [`The answer says that it is ${state}.`] };
    },
  },
  {
    id: 'conversation-ready',
    what: 'the state of the conversation after that answer',
    async run(probe) {
      const conversationSid = need(probe.made.conversationSid, NONE);
      const { seen, milliseconds } = await untilReady(probe, conversationSid);
      return { told: [`${seen.join(', then ')}; ${milliseconds} ms after the first look.`] };
    },
  },
  {
    id: 'participants',
    what: 'who is in the conversation',
    async run(probe) {
      const conversation = serviceOf(probe).conversations(need(probe.made.conversationSid, NONE));
      const participants = await conversation.participants.list({ limit: 10 });
      return { findings: { participants: String(participants.length) } };
    },
  },
  {
    id: 'unique-name-taken',
    what: 'a second conversation of the same name, which has to be refused',
    async run(probe) {
      need(probe.made.conversationSid, NONE);
      const { conversations } = serviceOf(probe);
      return told(await refusalOf(() => conversations.create({ uniqueName: CONVERSATIONS.first })));
    },
  },
  {
    id: 'addresses-taken',
    what: 'a second conversation with the phone, which has to be refused',
    async run(probe) {
      need(probe.made.conversationSid, NONE);
      return told(await refusalOf(() => withPhone(probe, CONVERSATIONS.refused)));
    },
  },
  {
    id: 'addresses-taken-in-two-steps',
    what: 'the phone in a second, empty conversation, which has to be refused',
    async run(probe) {
      need(probe.made.conversationSid, NONE);
      const { conversations } = serviceOf(probe);
      const { sid } = await conversations.create({ uniqueName: CONVERSATIONS.empty });
      const participant = {
        'messagingBinding.address': probe.phone,
        'messagingBinding.proxyAddress': probe.from,
      };
      const { participants } = conversations(sid);
      return told(await refusalOf(() => participants.create(participant)));
    },
  },
  {
    id: 'timer-without-state',
    what: 'a conversation with a timer and no state, which has to be refused',
    async run(probe) {
      const { conversations } = serviceOf(probe);
      const conversation = { uniqueName: CONVERSATIONS.refused, 'timers.closed': TIMER };
      return told(await refusalOf(() => conversations.create(conversation)));
    },
  },
];

export const told = (refusal: { status: number; code: number } | undefined) => ({
  told: [refusal ? `Refused with ${refusal.status} (error ${refusal.code}).` : 'It was not refused.'],
});
