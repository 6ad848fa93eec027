import { TwilioError } from '../../http/TwilioError';
import type { MessagingType } from '../../model/conversations';
import type { MessagingService } from '../../model/messaging';
import { namedSid } from '../../model/sid';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';

export type ServiceSettings = Omit<MessagingService, 'sid' | 'senders' | 'dateCreated' | 'dateUpdated'>;

const LONGEST_NAME = 64;
const LONGEST_VALIDITY_SECONDS = 36_000;

const DEFAULTS: Omit<ServiceSettings, 'friendlyName'> = {
  inboundRequestUrl: null,
  inboundMethod: 'POST',
  fallbackUrl: null,
  fallbackMethod: 'POST',
  statusCallback: null,
  stickySender: true,
  mmsConverter: true,
  smartEncoding: true,
  scanMessageContent: 'inherit',
  fallbackToLongCode: true,
  areaCodeGeomatch: true,
  synchronousValidation: false,
  validityPeriod: LONGEST_VALIDITY_SECONDS,
  usecase: 'undeclared',
  useInboundWebhookOnNumber: false,
};

/** The kind of an address of ours, which has its channel's prefix. */
export const channelOf = (address: string): MessagingType =>
  (/^([a-z]+):/.exec(address)?.[1] as MessagingType | undefined) ?? 'sms';

/** SIDs of senders: `PN` of a phone number, `XE` of any other channel's. */
export const senderSid = (address: string): Sid => namedSid(channelOf(address) === 'sms' ? 'PN' : 'XE', address);

/** Our senders: every address that messages go out from. */
export const ownSenders = (world: World): string[] =>
  [...world.addresses.values()].filter(({ type }) => type !== 'chat' && type !== 'email').map(({ address }) => address);

/** The Messaging Service that a sender of ours belongs to; it can be in one alone. */
export const serviceOf = (world: World, sender: string): MessagingService | undefined =>
  [...world.messagingServices.values()].find(({ senders }) => senders.has(sender));

function checked(settings: Partial<ServiceSettings>): Partial<ServiceSettings> {
  const { friendlyName, validityPeriod } = settings;
  if (friendlyName !== undefined && friendlyName.length > LONGEST_NAME) throw TwilioError.invalid('FriendlyName');
  if (validityPeriod !== undefined && !(validityPeriod >= 1 && validityPeriod <= LONGEST_VALIDITY_SECONDS)) {
    throw TwilioError.invalid('ValidityPeriod');
  }
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

export function createService(
  world: World,
  settings: Partial<ServiceSettings> & Pick<ServiceSettings, 'friendlyName'>,
  sid = world.random.sid('MG'),
): MessagingService {
  const now = world.clock.now();
  const service: MessagingService = {
    ...DEFAULTS,
    ...checked(settings),
    friendlyName: settings.friendlyName,
    sid,
    senders: new Map(),
    dateCreated: now,
    dateUpdated: now,
  };
  world.messagingServices.set(sid, service);
  return service;
}

export function fetchService(world: World, sid: string): MessagingService {
  const service = world.messagingServices.get(sid);
  if (!service) throw TwilioError.notFound(`/Services/${sid}`);
  return service;
}

export function updateService(world: World, sid: string, settings: Partial<ServiceSettings>): MessagingService {
  return Object.assign(fetchService(world, sid), checked(settings), { dateUpdated: world.clock.now() });
}

/** Adds a sender of ours by its SID. */
export function addSender(world: World, service: MessagingService, sid: string): string {
  const address = ownSenders(world).find((one) => senderSid(one) === sid);
  if (!address) throw new TwilioError(400, 21421, `Phone Number is invalid: ${sid}`);
  const holder = serviceOf(world, address);
  if (holder === service) {
    throw new TwilioError(409, 21710, 'Phone Number or Short Code is already in the Messaging Service.');
  }
  if (holder) {
    throw new TwilioError(409, 21712, 'Phone Number or Short Code is associated with another Messaging Service.');
  }
  service.senders.set(address, world.clock.now());
  return address;
}

/**
 * The sender that a Messaging Service uses for this customer: with sticky sender the one that it used before, else
 * the first of the channel. https://www.twilio.com/docs/messaging/services#sticky-sender
 */
export function chooseSender(world: World, service: MessagingService, to: string): string | undefined {
  const candidates = [...service.senders.keys()].filter((sender) => channelOf(sender) === channelOf(to));
  const before = world.messageLog.findLast((message) => message.to === to && candidates.includes(message.from));
  return (service.stickySender ? before?.from : undefined) ?? candidates[0];
}
