import { parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/max';
import type { CountryCode, NumberType } from 'libphonenumber-js/max';

import { TwilioError } from '../../http/TwilioError';
import { parametersOf } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import type { World } from '../../World';
import { FAILING_NUMBERS } from '../messaging/failingNumbers';

const HOST = 'lookups.twilio.com';
const E164 = /^\+\d+$/;

/** What a request may ask for besides the number itself. */
const FIELDS = [
  'caller_name',
  'sim_swap',
  'call_forwarding',
  'line_status',
  'line_type_intelligence',
  'identity_match',
  'reassigned_number',
  'sms_pumping_risk',
  'phone_number_quality_score',
  'pre_fill',
];

/** Numbering plans say what a number is for; where they leave it open, it is taken for a mobile's. */
const LINE_TYPES: Readonly<Record<NonNullable<NumberType>, string>> = {
  FIXED_LINE: 'landline',
  MOBILE: 'mobile',
  FIXED_LINE_OR_MOBILE: 'mobile',
  VOIP: 'nonFixedVoip',
  TOLL_FREE: 'tollFree',
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'sharedCost',
  UAN: 'uan',
  VOICEMAIL: 'voicemail',
  PAGER: 'pager',
  PERSONAL_NUMBER: 'personal',
};

/** Messages to a landline come back with it. https://www.twilio.com/docs/api/errors/30006 */
const LANDLINE = 30006;

/** Of somebody else since that day, `YYYYMMDD`. https://www.twilio.com/docs/lookup/v2-api/reassigned-number */
const REASSIGNED: Readonly<Record<string, string>> = { '+14155559777': '20250601' };

/** Everybody's carrier: the codes of test networks. */
const CARRIER = { carrier_name: 'Sandbox Mobile', mobile_country_code: '001', mobile_network_code: '01' };

/**
 * Phone numbers by their country's numbering plan, the kind of line, and whether a number was reassigned. The other
 * packages are answered with nothing.
 * https://www.twilio.com/docs/lookup/v2-api
 */
export function createLookups(world: World): void {
  const router = restRouter(world);
  world.routes.push({ host: HOST, router });
  router.get('/v2/PhoneNumbers/:phoneNumber', (request, response) => {
    const parameters = parametersOf(request);
    const { phoneNumber } = request.params;
    const fields = (parameters.text('Fields') ?? '').split(',').filter(Boolean);
    if (fields.some((field) => field !== 'validation' && !FIELDS.includes(field))) {
      throw new TwilioError(400, 60617, 'Invalid value for the Fields parameter');
    }
    const country = parameters.text('CountryCode') as CountryCode | undefined;
    if (!/\d/.test(phoneNumber)) throw TwilioError.notFound(request.path);
    const since = parameters.text('LastVerifiedDate');
    if (fields.includes('reassigned_number') && !/^\d{8}$/.test(since ?? '')) {
      throw TwilioError.missing('LastVerifiedDate');
    }
    response.json(lookUp(phoneNumber, E164.test(phoneNumber) ? undefined : (country ?? 'US'), fields, since));
  });
}

function lookUp(
  asked: string,
  country: CountryCode | undefined,
  fields: string[],
  since = '',
): Record<string, unknown> {
  const number = parsePhoneNumberFromString(asked, country);
  const valid = number?.isValid() === true;
  const phoneNumber = number?.number ?? asked;
  const problem = validatePhoneNumberLength(asked, country) ?? 'INVALID_BUT_POSSIBLE';
  const isAmerican = number?.countryCallingCode === '1' && (number.country ?? 'US') === 'US';
  const planned = number?.getType();
  const type = FAILING_NUMBERS[phoneNumber]?.errorCode === LANDLINE ? 'FIXED_LINE' : planned;
  return {
    calling_country_code: valid ? number.countryCallingCode : null,
    country_code: valid ? (number.country ?? null) : null,
    phone_number: phoneNumber,
    national_format: valid ? number.formatNational() : null,
    valid,
    validation_errors: valid ? null : [problem === 'INVALID_COUNTRY' ? 'INVALID_COUNTRY_CODE' : problem],
    ...Object.fromEntries(FIELDS.map((field) => [field, null])),
    ...(valid &&
      fields.includes('line_type_intelligence') && {
        line_type_intelligence: { ...CARRIER, error_code: null, type: type ? LINE_TYPES[type] : 'unknown' },
      }),
    ...(fields.includes('reassigned_number') && {
      reassigned_number: {
        last_verified_date: since.replace(/^(....)(..)/, '$1-$2-'),
        // Of the United States alone is there anything to tell.
        is_number_reassigned: !isAmerican
          ? 'no_data_available'
          : since <= (REASSIGNED[phoneNumber] ?? '')
            ? 'yes'
            : 'no',
        error_code: null,
      },
    }),
    url: `https://${HOST}/v2/PhoneNumbers/${phoneNumber}`,
  };
}
