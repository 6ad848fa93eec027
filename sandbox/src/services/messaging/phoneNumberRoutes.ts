import { TwilioError } from '../../http/TwilioError';
import { parametersOf } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import type { PhoneNumber } from '../../model/phoneNumbers';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';
import { listPage, rfc2822 } from './listPage';
import { senderSid } from './messagingServices';

/** Of what a number can be told, what concerns messages, by its parameter and its field. */
const SETTINGS = {
  FriendlyName: 'friendly_name',
  SmsUrl: 'sms_url',
  SmsMethod: 'sms_method',
  SmsFallbackUrl: 'sms_fallback_url',
  SmsFallbackMethod: 'sms_fallback_method',
  StatusCallback: 'status_callback',
  StatusCallbackMethod: 'status_callback_method',
} as const;

export type PhoneNumberSettings = Partial<Record<(typeof SETTINGS)[keyof typeof SETTINGS] | 'date_updated', string>>;

/**
 * Our numbers: those that were bought, and the SMS addresses of the account. `StatusCallback` is for calls, and does nothing.
 * https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
 */
export function phoneNumberRoutes(world: World, settings: Map<Sid, PhoneNumberSettings>): void {
  const router = restRouter(world);
  world.routes.push({ host: 'api.twilio.com', router });
  const path = `/2010-04-01/Accounts/${world.account.sid}/IncomingPhoneNumbers`;
  const toJson = (number: PhoneNumber) =>
    phoneNumberJson(world, number, settings.get(senderSid(number.phoneNumber)) ?? {});
  const all = (): PhoneNumber[] => {
    const addresses = [...world.addresses.values()].filter(({ type }) => type === 'sms');
    const ofAddresses = addresses.map(({ address: phoneNumber, ...own }) => ({ ...own, phoneNumber }));
    const others = ofAddresses.filter(({ phoneNumber }) => !world.phoneNumbers.has(phoneNumber));
    return [...world.phoneNumbers.values(), ...others];
  };
  const fetch = (sid: string): PhoneNumber => {
    const number = all().find(({ phoneNumber }) => senderSid(phoneNumber) === sid);
    if (!number) throw TwilioError.notFound(`${path}/${sid}.json`);
    return number;
  };

  router.get(`${path}.json`, (request, response) => {
    const parameters = parametersOf(request);
    const digits = (parameters.text('PhoneNumber') ?? '').replace(/\D/g, '');
    const friendlyName = parameters.text('FriendlyName');
    const numbers = all()
      .filter(({ phoneNumber }) => phoneNumber.includes(digits))
      .map(toJson)
      .filter((number) => friendlyName === undefined || number['friendly_name'] === friendlyName);
    response.json(listPage(request, 'incoming_phone_numbers', numbers, (number) => number));
  });
  router.get(`${path}/:sid.json`, (request, response) => void response.json(toJson(fetch(request.params.sid))));
  router.post(`${path}/:sid.json`, (request, response) => {
    const number = fetch(request.params.sid);
    const parameters = parametersOf(request);
    const changed: PhoneNumberSettings = {
      ...settings.get(request.params.sid),
      date_updated: rfc2822(world.clock.now()),
    };
    for (const [name, field] of Object.entries(SETTINGS)) {
      const value = parameters.text(name);
      if (value === undefined) continue;
      if (name.endsWith('Method') && !['GET', 'POST'].includes(value)) throw TwilioError.invalid(name);
      changed[field] = value;
    }
    settings.set(request.params.sid, changed);
    response.json(toJson(number));
  });
}

function phoneNumberJson(
  world: World,
  { phoneNumber, friendlyName, ...own }: PhoneNumber,
  settings: PhoneNumberSettings,
): Record<string, unknown> {
  const sid = senderSid(phoneNumber);
  return {
    sid,
    account_sid: world.account.sid,
    phone_number: phoneNumber,
    friendly_name: friendlyName,
    capabilities: { voice: false, sms: true, mms: true, fax: false },
    address_requirements: 'none',
    address_sid: null,
    api_version: '2010-04-01',
    beta: false,
    bundle_sid: null,
    date_created: rfc2822(own.dateCreated),
    date_updated: rfc2822(own.dateUpdated),
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    emergency_status: 'Inactive',
    identity_sid: null,
    origin: 'twilio',
    sms_application_sid: null,
    sms_fallback_method: 'POST',
    sms_fallback_url: '',
    sms_method: 'POST',
    sms_url: '',
    status: 'in-use',
    status_callback: '',
    status_callback_method: 'POST',
    trunk_sid: null,
    type: 'local',
    uri: `/2010-04-01/Accounts/${world.account.sid}/IncomingPhoneNumbers/${sid}.json`,
    voice_application_sid: null,
    voice_caller_id_lookup: false,
    voice_fallback_method: 'POST',
    voice_fallback_url: null,
    voice_method: 'POST',
    voice_receive_mode: 'voice',
    voice_url: null,
    ...settings,
  };
}
