import { parametersOf } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import type { AddressConfiguration } from '../../model/conversations';
import { namedSid } from '../../model/sid';
import type { World } from '../../World';
import { listPage, rfc2822 } from './listPage';

/** Our numbers: the SMS addresses of the account. https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
export function phoneNumberRoutes(world: World): void {
  const router = restRouter(world);
  world.routes.push({ host: 'api.twilio.com', router });
  router.get(`/2010-04-01/Accounts/${world.account.sid}/IncomingPhoneNumbers.json`, (request, response) => {
    const parameters = parametersOf(request);
    const digits = (parameters.text('PhoneNumber') ?? '').replace(/\D/g, '');
    const friendlyName = parameters.text('FriendlyName');
    const numbers = [...world.addresses.values()].filter(
      ({ type, address, ...own }) =>
        type === 'sms' && address.includes(digits) && (friendlyName === undefined || own.friendlyName === friendlyName),
    );
    response.json(listPage(request, 'incoming_phone_numbers', numbers, (number) => phoneNumberJson(world, number)));
  });
}

function phoneNumberJson(world: World, { address, friendlyName, ...own }: AddressConfiguration): unknown {
  const sid = namedSid('PN', address);
  return {
    sid,
    account_sid: world.account.sid,
    phone_number: address,
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
    sms_application_sid: '',
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
  };
}
