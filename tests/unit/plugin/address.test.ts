import { getCountryCallingCode } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';

import { readCustomer } from '../../../src/components/StartConversationPanel/form/draft';
import { deliveredAddress } from '../../../src/contract/address/messagingAddress';
import { readAddress } from '../../../src/contract/address/readAddress';
import { addressVariants, isSamePerson, personOf } from '../../../src/contract/address/variants';
import { ADDRESSES, EXAMPLES, outcomeOf } from '../addressTable';

describe('the panel’s reading of a customer', () => {
  // A country helps with numbers that have no code of their own, and changes nothing about the others.
  it.each(ADDRESSES)('%j on %s', (text, channel, expected) => {
    expect(outcomeOf(readAddress(text, channel))).toEqual(expected);
    if (expected !== undefined) {
      expect(outcomeOf(readCustomer({ customer: text, channel, country: 'FR' }))).toEqual(expected);
    }
  });

  it.each(EXAMPLES)('the example of %s, %s, as it is dialled there, and with its code', (country, national) => {
    const e164 = `+${getCountryCallingCode(country as CountryCode)}${national}`;
    expect(readAddress(national, 'whatsapp', country as CountryCode)).toMatchObject({ address: e164 });
    expect(readAddress(e164, 'whatsapp')).toMatchObject({ kind: 'address', address: e164 });
    expect(readAddress(e164, 'whatsapp')).not.toHaveProperty('doubt');
  });

  it.each<[string, CountryCode, string | undefined]>([
    ['(415) 555-0143', 'US', '+14155550143'],
    ['1 415 555 0143', 'US', '+14155550143'],
    ['600 123 456', 'ES', '+34600123456'],
    ['011 15 2345 6789', 'AR', '+5491123456789'],
    ['011 44 7911 123456', 'US', '+447911123456'],
    ['0044 7911 123456', 'US', '+447911123456'],
    ['447911123456', 'US', '+447911123456'],
    ['5215512345678', 'MX', '+5215512345678'],
    ['12025550143', 'ES', '+12025550143'],
    ['202 555 0143 / 202 555 0144', 'US', undefined],
    ['12345', 'US', undefined],
    ['Sam, 2024: 030 1234567', 'DE', '+49301234567'],
  ])('%s, written in %s', (text, country, expected) => {
    const reading = readAddress(text, 'sms', country);
    expect(reading.kind === 'address' ? reading.address : undefined).toBe(expected);
  });

  it('names the numbers of which one has to be chosen', () => {
    expect(readAddress('202 555 0143 / 202 555 0144', 'sms', 'US')).toEqual({
      kind: 'several',
      numbers: ['+12025550143', '+12025550144'],
    });
  });

  it.each(['ext. 12', 'x12', '#12', 'ramal 12', ';ext=12', ',,12'])('says that it leaves %s out', (extension) => {
    expect(readAddress(`+12025550143${extension}`, 'sms')).toMatchObject({ dropped: { extension: '12' } });
  });

  it('says what it is not sure of', () => {
    expect(readAddress('+18612345678', 'sms')).toMatchObject({ doubt: 'unassigned' });
    expect(readAddress('+5215512345678', 'whatsapp')).not.toHaveProperty('doubt');
  });

  it('takes the channel that the text names', () => {
    expect(readAddress('https://wa.me/12025550143', 'sms')).toMatchObject({ channel: 'whatsapp' });
    expect(readAddress('sms:+12025550143', 'whatsapp')).toMatchObject({ channel: 'sms' });
    expect(readAddress('tel:+12025550143', 'rcs')).toMatchObject({ channel: 'rcs' });
  });
});

describe('what Twilio delivers', () => {
  it.each([
    '+12025550143',
    'whatsapp:+5215512345678',
    'whatsapp:+551181234567',
    'whatsapp:US.13491208655302741918',
    'rcs:+12025550143',
  ])('%s is taken as it is, by the link and by the reader', (delivered) => {
    const link = deliveredAddress(delivered);
    expect(link).toBeDefined();
    expect(readAddress(delivered, link?.channel ?? 'sms')).toMatchObject({ address: link?.address });
  });

  it.each(['FX123', 'anonymous', 'messenger:12025550143', 'US.13491208655302741918', '+1'])(
    '%s is nobody with a number',
    (delivered) => expect(deliveredAddress(delivered)).toBeUndefined(),
  );
});

describe('the forms of one person', () => {
  it.each([
    ['Mexico', '+525512345678', '+5215512345678'],
    ['Mexico, outside of the capital', '+526641234567', '+5216641234567'],
    ['Brazil', '+5511981234567', '+551181234567'],
    ['Brazil, where WhatsApp left the ninth digit out', '+5541988887777', '+554188887777'],
    ['Argentina', '+5491123456789', '+541123456789'],
    ['Benin', '+2290197123456', '+22997123456'],
    ['Côte d’Ivoire, Orange', '+2250707123456', '+22507123456'],
    ['Côte d’Ivoire, MTN', '+2250545123456', '+22545123456'],
    ['Côte d’Ivoire, Moov', '+2250101123456', '+22501123456'],
  ])('%s', (_, today, other) => {
    expect(addressVariants(today)).toEqual([today, other]);
    expect(addressVariants(other)).toEqual([today, other]);
    expect(addressVariants(`whatsapp:${other}`)).toEqual([`whatsapp:${today}`, `whatsapp:${other}`]);
    expect(isSamePerson(today, other)).toBe(true);
  });

  it.each([
    '+12025550143',
    '+551133334444',
    '+5491123',
    '+5212345',
    '+2252520123456',
    '+2250145123456',
    'US.13491208655302741918',
    'gita@example.com',
    'whatsapp:+447911123456',
  ])('%s has no other', (address) => {
    expect(addressVariants(address)).toEqual([address]);
    expect(personOf(address)).toBe(address);
  });

  it('two people stay two', () => {
    expect(isSamePerson('+525512345678', '+525512345679')).toBe(false);
    expect(isSamePerson('+551133334444', '+5511933334444')).toBe(false);
    expect(isSamePerson('+12025550143', 'whatsapp:+12025550143')).toBe(false);
  });
});
