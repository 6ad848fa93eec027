import { page } from '../../http/page';
import { parametersOf } from '../../http/parameters';
import type { Parameters } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import { TwilioError } from '../../http/TwilioError';
import type { MessagingService } from '../../model/messaging';
import type { World } from '../../World';
import { restDate } from '../conversations/ResourceJson';
import { addSender, channelOf, createService, fetchService, senderSid, updateService } from './messagingServices';
import type { ServiceSettings } from './messagingServices';

const HOST = 'messaging.twilio.com';

/** Pools of senders: phone numbers, and senders of other channels such as WhatsApp. */
const POOLS = [
  { path: 'PhoneNumbers', key: 'phone_numbers', parameter: 'PhoneNumberSid', isPhone: true },
  { path: 'ChannelSenders', key: 'senders', parameter: 'Sid', isPhone: false },
] as const;

/** https://www.twilio.com/docs/messaging/api/service-resource, …/phonenumber-resource and …/channelsender-resource */
export function messagingServiceRoutes(world: World): void {
  const router = restRouter(world);
  world.routes.push({ host: HOST, router });
  const toJson = (service: MessagingService) => serviceJson(world, service);

  router.post('/v1/Services', (request, response) => {
    const parameters = parametersOf(request);
    const settings = { ...settingsOf(parameters), friendlyName: parameters.required('FriendlyName') };
    response.status(201).json(toJson(createService(world, settings)));
  });
  router.get('/v1/Services', (request, response) => {
    response.json(page(request, 'services', [...world.messagingServices.values()], toJson));
  });
  router.get('/v1/Services/:sid', (request, response) => {
    response.json(toJson(fetchService(world, request.params.sid)));
  });
  router.post('/v1/Services/:sid', (request, response) => {
    response.json(toJson(updateService(world, request.params.sid, settingsOf(parametersOf(request)))));
  });
  router.delete('/v1/Services/:sid', (request, response) => {
    world.messagingServices.delete(fetchService(world, request.params.sid).sid);
    response.sendStatus(204);
  });

  for (const { path, key, parameter, isPhone } of POOLS) {
    const senderJson = isPhone ? phoneNumberJson : channelSenderJson;
    const sendersOf = (service: MessagingService): string[] =>
      [...service.senders.keys()].filter((address) => (channelOf(address) === 'sms') === isPhone);
    const fetchSender = (service: MessagingService, sid: string): string => {
      const address = sendersOf(service).find((one) => senderSid(one) === sid);
      if (!address) throw TwilioError.notFound(`/Services/${service.sid}/${path}/${sid}`);
      return address;
    };
    router.post(`/v1/Services/:sid/${path}`, (request, response) => {
      const service = fetchService(world, request.params.sid);
      const address = addSender(world, service, parametersOf(request).required(parameter));
      response.status(201).json(senderJson(world, service, address));
    });
    router.get(`/v1/Services/:sid/${path}`, (request, response) => {
      const service = fetchService(world, request.params.sid);
      response.json(page(request, key, sendersOf(service), (address) => senderJson(world, service, address)));
    });
    router.get(`/v1/Services/:sid/${path}/:senderSid`, (request, response) => {
      const service = fetchService(world, request.params.sid);
      response.json(senderJson(world, service, fetchSender(service, request.params.senderSid)));
    });
    router.delete(`/v1/Services/:sid/${path}/:senderSid`, (request, response) => {
      const service = fetchService(world, request.params.sid);
      service.senders.delete(fetchSender(service, request.params.senderSid));
      response.sendStatus(204);
    });
  }
}

const settingsOf = (parameters: Parameters): Partial<ServiceSettings> => ({
  friendlyName: parameters.text('FriendlyName'),
  inboundRequestUrl: parameters.text('InboundRequestUrl'),
  inboundMethod: parameters.text('InboundMethod'),
  fallbackUrl: parameters.text('FallbackUrl'),
  fallbackMethod: parameters.text('FallbackMethod'),
  statusCallback: parameters.text('StatusCallback'),
  stickySender: parameters.flag('StickySender'),
  mmsConverter: parameters.flag('MmsConverter'),
  smartEncoding: parameters.flag('SmartEncoding'),
  scanMessageContent: parameters.text('ScanMessageContent'),
  fallbackToLongCode: parameters.flag('FallbackToLongCode'),
  areaCodeGeomatch: parameters.flag('AreaCodeGeomatch'),
  synchronousValidation: parameters.flag('SynchronousValidation'),
  validityPeriod: parameters.integer('ValidityPeriod'),
  usecase: parameters.text('Usecase'),
  useInboundWebhookOnNumber: parameters.flag('UseInboundWebhookOnNumber'),
});

function serviceJson(world: World, service: MessagingService): Record<string, unknown> {
  const url = `https://${HOST}/v1/Services/${service.sid}`;
  return {
    account_sid: world.account.sid,
    sid: service.sid,
    friendly_name: service.friendlyName,
    inbound_request_url: service.inboundRequestUrl,
    inbound_method: service.inboundMethod,
    fallback_url: service.fallbackUrl,
    fallback_method: service.fallbackMethod,
    status_callback: service.statusCallback,
    sticky_sender: service.stickySender,
    mms_converter: service.mmsConverter,
    smart_encoding: service.smartEncoding,
    scan_message_content: service.scanMessageContent,
    fallback_to_long_code: service.fallbackToLongCode,
    area_code_geomatch: service.areaCodeGeomatch,
    synchronous_validation: service.synchronousValidation,
    validity_period: service.validityPeriod,
    usecase: service.usecase,
    us_app_to_person_registered: false,
    use_inbound_webhook_on_number: service.useInboundWebhookOnNumber,
    date_created: restDate(service.dateCreated),
    date_updated: restDate(service.dateUpdated),
    url,
    links: {
      phone_numbers: `${url}/PhoneNumbers`,
      short_codes: `${url}/ShortCodes`,
      alpha_senders: `${url}/AlphaSenders`,
      messages: `https://api.twilio.com/2010-04-01/Accounts/${world.account.sid}/Messages`,
      us_app_to_person: `${url}/Compliance/Usa2p`,
      us_app_to_person_usecases: `${url}/Compliance/Usa2p/Usecases`,
      channel_senders: `${url}/ChannelSenders`,
      destination_alpha_senders: `${url}/DestinationAlphaSenders`,
    },
  };
}

const dates = ({ senders, dateCreated }: MessagingService, address: string) => {
  const added = restDate(senders.get(address) ?? dateCreated);
  return { date_created: added, date_updated: added };
};

const phoneNumberJson = (world: World, service: MessagingService, address: string): Record<string, unknown> => ({
  sid: senderSid(address),
  account_sid: world.account.sid,
  service_sid: service.sid,
  ...dates(service, address),
  phone_number: address,
  country_code: 'US',
  capabilities: ['SMS', 'MMS'],
  url: `https://${HOST}/v1/Services/${service.sid}/PhoneNumbers/${senderSid(address)}`,
});

const channelSenderJson = (world: World, service: MessagingService, address: string): Record<string, unknown> => ({
  sid: senderSid(address),
  account_sid: world.account.sid,
  messaging_service_sid: service.sid,
  ...dates(service, address),
  sender: address,
  sender_type: channelOf(address),
  country_code: 'US',
  url: `https://${HOST}/v1/Services/${service.sid}/ChannelSenders/${senderSid(address)}`,
});
