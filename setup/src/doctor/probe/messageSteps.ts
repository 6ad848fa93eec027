import type { Probe, ProbeStep } from './Probe';
import { need, watch } from './Probe';

const BODY =
  'This is the test message that an administrator of your contact center has just asked for. You do not have to answer.';

const LONGEST_DELIVERY_MS = 30_000;
const SETTLED = ['delivered', 'read', 'undelivered', 'failed'];

const conversationOf = ({ twilio, configuration, made }: Probe) =>
  twilio.conversations.v1
    .services(configuration.chat_service_instance_sid)
    .conversations(need(made.conversationSid, 'There is no conversation with the phone.'));

export const messageSteps: readonly ProbeStep[] = [
  {
    id: 'message',
    what: 'a text message to the phone',
    async run(probe) {
      const { sid } = await conversationOf(probe).messages.create({ author: 'system', body: BODY });
      probe.made.messageSid = sid;
      return {};
    },
  },
  {
    id: 'delivery',
    what: 'how the message gets to the phone',
    async run(probe) {
      const { deliveryReceipts } = conversationOf(probe).messages(need(probe.made.messageSid, 'No message went out.'));
      let code = 0;
      const { seen, milliseconds } = await watch(
        probe,
        async () => {
          const [receipt] = await deliveryReceipts.list({ limit: 5 });
          code = receipt?.errorCode ?? 0;
          return receipt?.status ?? 'no receipt yet';
        },
        (status) => SETTLED.includes(status),
        LONGEST_DELIVERY_MS,
      );
      const failure = code > 0 ? ` (error ${code})` : '';
      return { told: [`${seen.join(', then ')}${failure}; ${milliseconds} ms after the first look.`] };
    },
  },
  {
    id: 'message-after-delivery',
    what: 'what the message says of its delivery',
    async run(probe) {
      await conversationOf(probe).messages(need(probe.made.messageSid, 'No message went out.')).fetch();
      return {};
    },
  },
];
