import type { Part, Step } from '../Step';
import { exists, note, wrong } from '../Step';
import type { Account, SetupContext } from '../SetupContext';

/** https://www.twilio.com/docs/flex/developer/conversations/best-practices */
export async function defaultService({ twilio, configuration }: Account): Promise<Step[]> {
  const what = 'default Conversations service';
  const { defaultChatServiceSid } = await twilio.conversations.v1.configuration().fetch();
  const wanted = configuration.chat_service_instance_sid;
  if (defaultChatServiceSid === wanted) return [exists(what)];
  return [
    wrong(
      what,
      `It is ${defaultChatServiceSid}, and Flex uses ${wanted}: customers' messages would reach conversations that Flex does not see.`,
      'Choose the Flex service in the Console under Conversations > Manage > Defaults.',
    ),
  ];
}

/** What agents cannot work without. https://www.twilio.com/docs/flex/admin-guide/setup/conversations/conversations-roles */
const AGENTS_NEED = ['sendMessage', 'sendMediaMessage', 'leaveConversation'];

async function agentRole({ twilio, configuration }: Account): Promise<Step[]> {
  const roles = await twilio.conversations.v1.services(configuration.chat_service_instance_sid).roles.list();
  const role = roles.find(({ friendlyName, type }) => friendlyName === 'agent' && type === 'conversation');
  const what = 'Conversations role agent';
  if (!role) {
    return [
      wrong(what, 'It is missing, so agents cannot be added to conversations. Ask Twilio’s support to restore it.'),
    ];
  }
  const missing = AGENTS_NEED.filter((permission) => !role.permissions.includes(permission));
  if (missing.length === 0) return [exists(what)];
  return [wrong(what, `It lacks ${missing.join(', ')}. Give it its standard permissions back.`)];
}

/** A sender in a Messaging Service follows that service, not its address, unless the service creates conversations. */
async function messagingServices({ twilio, addresses }: Account): Promise<Step[]> {
  const senders = addresses.filter(({ type }) => type !== 'chat').map(({ address }) => address);
  if (senders.length === 0) return [];
  const services = await twilio.messaging.v1.services.list();
  const steps = await Promise.all(
    services.map(async (service): Promise<Step[]> => {
      const { phoneNumbers, channelSenders } = twilio.messaging.v1.services(service.sid);
      const [numbers, others] = await Promise.all([phoneNumbers.list(), channelSenders.list()]);
      const pool = [...numbers.map(({ phoneNumber }) => phoneNumber), ...others.map(({ sender }) => sender)];
      const held = pool.filter((sender) => senders.includes(sender));
      if (held.length === 0) return [];
      const what = `Messaging Service ${service.friendlyName}`;
      if (service.inboundRequestUrl && !service.useInboundWebhookOnNumber) {
        return [
          wrong(
            what,
            `It holds ${held.join(', ')} and sends their messages to a webhook of its own, so they reach no conversation.`,
            'In the Console, under its Integration, choose "Autocreate a Conversation".',
          ),
        ];
      }
      return [
        {
          what,
          state: 'note',
          details: [
            `It holds ${held.join(', ')}. Its Integration in the Console has to be "Autocreate a Conversation"; Twilio's API does not tell.`,
          ],
        },
      ];
    }),
  );
  return steps.flat();
}

/** A handler of incoming messages at the number runs beside the conversation. https://www.twilio.com/docs/flex/admin-guide/setup/conversations/manage-conversations-sms-addresses */
async function inboundHandlers({ twilio, addresses }: Account): Promise<Step[]> {
  const numbers = addresses.filter(({ type }) => type === 'sms').map(({ address }) => address);
  const owned = numbers.length > 0 ? await twilio.incomingPhoneNumbers.list() : [];
  return numbers.flatMap((number): Step[] => {
    const what = `number ${number}`;
    const found = owned.find(({ phoneNumber }) => phoneNumber === number);
    if (!found) return [wrong(what, 'The account has no such number. Buy it, or correct the address.')];
    const handler = found.smsApplicationSid || (found.smsUrl && new URL(found.smsUrl).origin);
    if (!handler) return [exists(what)];
    return [
      {
        what,
        state: 'note',
        details: [`Messages also go to ${handler}, which may answer customers a second time.`],
      },
    ];
  });
}

/** https://www.twilio.com/docs/flex/admin-guide/setup/conversations/leave-and-pause-for-conversations */
const leaveAndPause = ({ setup: { leaveAndPause: wanted }, configuration }: SetupContext): Step[] => {
  if (wanted === undefined) return [];
  const { enabled = [] } = configuration.agent_conv_end_methods ?? {};
  const isAsWanted = ['Leave', 'Pause'].every((method) => enabled.includes(method) === wanted);
  const where = 'Flex > Channel management > Messaging > Conversations in the Console';
  return [
    isAsWanted
      ? exists(`Leave and Pause, ${wanted ? 'on' : 'off'}`)
      : note('Leave and Pause', `You want them ${wanted ? 'on' : 'off'}, and they are not: switch them in ${where}.`),
  ];
};

/** What Twilio's documentation warns about, and nobody notices until a message is lost. */
export const accountChecks = [
  ['default Conversations service', defaultService],
  ['Conversations role agent', agentRole],
  ['Messaging Services', messagingServices],
  ['numbers', inboundHandlers],
] as const satisfies readonly Part<Account>[];

/** What the set-up file wants, and nobody but a person can see to. */
export const wishes = [
  ['Leave and Pause', (context: SetupContext) => Promise.resolve(leaveAndPause(context))],
] as const satisfies readonly Part<SetupContext>[];
