import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { TraceStep } from '../../../src/contract/trace';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { FunctionError } from '../runtime/FunctionError';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';

export interface TraceStart {
  /** The one to look at; undefined where there is none. */
  conversationSid: string | undefined;
  otherConversations: string[];
  /** What came before any conversation. */
  steps: TraceStep[];
}

type Outcome = Promise<Result<TraceStart, FunctionError>>;

const MOST_CONVERSATIONS = 200;
const THIRTY_DAYS_MINUTES = 43_200;

const attributes = v.pipe(v.string(), v.parseJson(), v.object({ conversationSid: v.string() }));
const eventAttributes = v.object({ task_attributes: attributes });

/** The conversation that a number, another address or a SID leads to. */
export function findStart(twilio: Twilio, configuration: FlexConfiguration, what: string): Outcome {
  const [, prefix] = /^(CH|SM|MM|WT|WR)[0-9a-f]{32}$/.exec(what) ?? [];
  if (prefix === 'CH') return Promise.resolve(success({ conversationSid: what, otherConversations: [], steps: [] }));
  if (prefix === 'SM' || prefix === 'MM') return byMessage(twilio, configuration, what);
  if (prefix === 'WT' || prefix === 'WR') return byTask(twilio, configuration, what, prefix);
  return byAddress(twilio, configuration, what);
}

async function byTask(twilio: Twilio, { workspaceSid }: FlexConfiguration, sid: string, kind: 'WT' | 'WR'): Outcome {
  const workspace = twilio.taskrouter.v1.workspaces(workspaceSid);
  const about = kind === 'WT' ? { taskSid: sid } : { reservationSid: sid };
  const [fetched, events] = await Promise.all([
    kind === 'WT' ? attempt(() => workspace.tasks(sid).fetch()) : undefined,
    // What TaskRouter has forgotten, its events tell for 30 days.
    attempt(() => workspace.events.list({ ...about, minutes: THIRTY_DAYS_MINUTES, limit: 20 })),
  ]);
  if (fetched && !fetched.ok && fetched.error.status !== 404) return failure(twilioError(fetched.error));
  const own = fetched?.ok ? v.safeParse(attributes, fetched.value.attributes) : undefined;
  if (own?.success) return found(own.output.conversationSid);
  if (!events.ok) return failure(twilioError(events.error));
  for (const { eventData } of events.value) {
    const parsed = v.safeParse(eventAttributes, eventData);
    if (parsed.success) return found(parsed.output.task_attributes.conversationSid);
  }
  const forgotten: TraceStep = { step: 'task', state: 'unknown', cause: 'forgotten', sids: [sid] };
  return success({ conversationSid: undefined, otherConversations: [], steps: [forgotten] });
}

const found = (conversationSid: string): Result<TraceStart, never> =>
  success({ conversationSid, otherConversations: [], steps: [] });

async function byMessage(twilio: Twilio, configuration: FlexConfiguration, sid: string): Outcome {
  const fetched = await attempt(() => twilio.messages(sid).fetch());
  if (!fetched.ok) {
    if (fetched.error.status !== 404) return failure(twilioError(fetched.error));
    const forgotten: TraceStep = { step: 'message', state: 'unknown', cause: 'forgotten', sids: [sid] };
    return success({ conversationSid: undefined, otherConversations: [], steps: [forgotten] });
  }
  const { direction, from, to, status, errorCode, dateCreated } = fetched.value;
  const isInbound = direction === 'inbound';
  const isLost = status === 'failed' || status === 'undelivered';
  const message: TraceStep = {
    step: 'message',
    state: isLost ? 'broken' : 'fine',
    ...(isLost ? { cause: 'notDelivered' as const, isCertain: true } : {}),
    ...(errorCode ? { code: errorCode } : {}),
    at: dateCreated.toISOString(),
    status,
    sids: [sid],
  };
  const pair = isInbound ? { address: from, proxyAddress: to } : { address: to, proxyAddress: from };
  const start = await byAddress(twilio, configuration, pair.address, pair.proxyAddress);
  if (!start.ok) return start;
  const others = start.value.steps.filter(({ step }) => step !== 'message');
  return success({ ...start.value, steps: [message, ...others] });
}

/** A number may be written by SMS and by WhatsApp. */
function addressesOf(what: string): ({ address: string } | { identity: string })[] {
  if (/^\+?[\d\s().-]{6,}$/.test(what)) {
    const number = `+${what.replace(/\D/g, '')}`;
    return [{ address: number }, { address: `whatsapp:${number}` }];
  }
  return /^[a-z]+:/.test(what) ? [{ address: what }] : [{ identity: what }, { address: what }];
}

async function byAddress(
  twilio: Twilio,
  configuration: FlexConfiguration,
  what: string,
  proxyAddress?: string,
): Outcome {
  const addresses = addressesOf(what);
  const [listed, received] = await Promise.all([
    Promise.all(
      addresses.map((one) =>
        attempt(() => twilio.conversations.v1.participantConversations.list({ ...one, limit: MOST_CONVERSATIONS })),
      ),
    ),
    latestReceived(twilio, addresses),
  ]);
  const failed = listed.find((one) => !one.ok);
  if (failed && !failed.ok) return failure(twilioError(failed.error));
  const conversations = listed
    .flatMap((one) => (one.ok ? one.value : []))
    .filter(({ participantMessagingBinding: bound }) => {
      const proxy = (bound as { proxy_address?: string } | null)?.proxy_address;
      return proxyAddress === undefined || proxy === undefined || proxy === proxyAddress;
    })
    .sort((one, other) => other.conversationDateCreated.getTime() - one.conversationDateCreated.getTime());
  const best = conversations.find(({ conversationState }) => conversationState !== 'closed') ?? conversations[0];
  const steps = await beforeConversation(twilio, configuration, received, best?.conversationDateUpdated);
  const otherConversations = conversations
    .map(({ conversationSid }) => conversationSid)
    .filter((sid) => sid !== best?.conversationSid)
    .slice(0, 10);
  return success({ conversationSid: best?.conversationSid, otherConversations, steps });
}

interface Received {
  sid: string;
  at: Date;
  to: string;
  messagingServiceSid: string | null;
}

/** The customer's latest message that Twilio has taken. Channels of Meta and Apple are not among Twilio's messages. */
async function latestReceived(
  twilio: Twilio,
  addresses: ({ address: string } | { identity: string })[],
): Promise<Result<Received | undefined, TwilioFailure>> {
  const lists = await Promise.all(
    addresses.flatMap((one) =>
      'address' in one ? [attempt(() => twilio.messages.list({ from: one.address, limit: 1 }))] : [],
    ),
  );
  const failed = lists.find((one) => !one.ok);
  if (failed && !failed.ok) return failed;
  const [latest] = lists
    .flatMap((one) => (one.ok ? one.value : []))
    .filter(({ direction }) => direction === 'inbound')
    .sort((one, other) => other.dateCreated.getTime() - one.dateCreated.getTime());
  if (!latest) return success(undefined);
  const { sid, dateCreated, to, messagingServiceSid } = latest;
  return success({ sid, at: dateCreated, to, messagingServiceSid });
}

/** A message of theirs that is in no conversation is looked for at the address that it went to. */
async function beforeConversation(
  twilio: Twilio,
  { chatServiceSid }: FlexConfiguration,
  received: Result<Received | undefined, TwilioFailure>,
  heardAt: Date | undefined,
): Promise<TraceStep[]> {
  if (!received.ok) return [{ step: 'message', state: 'unknown', cause: 'notReached', sids: [] }];
  const { value: latest } = received;
  if (!latest) {
    return heardAt ? [] : [{ step: 'message', state: 'broken', cause: 'nothingReceived', isCertain: true, sids: [] }];
  }
  const at = { at: latest.at.toISOString() };
  const message: TraceStep = { step: 'message', state: 'fine', ...at, status: 'received', sids: [latest.sid] };
  // A conversation that has changed since then has heard it.
  if (heardAt && heardAt.getTime() >= latest.at.getTime() - 1_000) return [message];
  const fetched = await attempt(() => twilio.conversations.v1.addressConfigurations(latest.to).fetch());
  if (!fetched.ok && fetched.error.status !== 404) {
    return [message, { step: 'address', state: 'unknown', cause: 'notReached', sids: [] }];
  }
  const broken = (cause: TraceStep['cause'], sids: string[], isCertain = true): TraceStep[] => [
    message,
    { step: 'address', state: 'broken', cause, isCertain, sids },
  ];
  if (!fetched.ok) {
    return latest.messagingServiceSid
      ? broken('serviceSwallows', [latest.messagingServiceSid], false)
      : broken('addressMissing', []);
  }
  const { sid } = fetched.value;
  const creation = fetched.value.autoCreation as { enabled?: boolean; conversation_service_sid?: string } | null;
  if (creation?.enabled !== true) return broken('addressNotOpen', [sid]);
  const service = creation.conversation_service_sid;
  if (service && service !== chatServiceSid) return broken('addressElsewhere', [sid, service]);
  if (latest.messagingServiceSid) return broken('serviceSwallows', [latest.messagingServiceSid], false);
  return [message, { step: 'address', state: 'fine', sids: [sid] }];
}
