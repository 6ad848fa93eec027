import { getCountryCallingCode } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';

import { readCustomer } from '../../../src/components/StartConversationPanel/form/draft';
import { deliveredAddress } from '../../../src/contract/address/messagingAddress';
import { readAddress } from '../../../src/contract/address/readAddress';
import { addressVariants, isSamePerson, personOf } from '../../../src/contract/address/variants';
import { ADDRESSES, DELIVERED, EXAMPLES, NEW_RANGES, outcomeOf } from '../addressTable';

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
    ['0011 54 9 11 8765 4321', 'AU', '+5491187654321'],
    ['0011 44 7911 123456', 'AU', '+447911123456'],
    ['00 1 202 555 0143', 'AU', '+12025550143'],
    ['8~10 44 7911 123456', 'RU', '+447911123456'],
    ['8 (912) 345-67-89', 'RU', '+79123456789'],
    ['01 (449)978-0001', 'MX', '+524499780001'],
    ['044 55 1234 5678', 'MX', '+525512345678'],
    ['045 55 1234 5678', 'MX', '+525512345678'],
    ['03715 15 65 4320', 'AR', '+5493715654320'],
    ['0xx11 98765-4321', 'BR', '+5511987654321'],
    ['0 41 11 98765-4321', 'BR', '+5511987654321'],
    ['06.12.34.56.78', 'FR', '+33612345678'],
    ['02-36618 300', 'IT', '+390236618300'],
    ['098765 43210', 'IN', '+919876543210'],
    ['٠١٠٠١٢٣٤٥٦٧', 'EG', '+201001234567'],
    ['０９０−１２３４−５６７８', 'JP', '+819012345678'],
    ['0821234567', 'ZA', '+27821234567'],
    ['202-555-0143 (c)', 'US', '+12025550143'],
    ['(c) 202.555.0143', 'US', '+12025550143'],
    ['12025550143.0', 'US', '+12025550143'],
    ['0044 7911 123456', 'MX', '+447911123456'],
    ['sam2025550143@example.com', 'US', undefined],
    ['TEL;type=CELL;waid=12025550143:+1 (202) 555-0143', 'US', '+12025550143'],
    ['TEL;waid=5215512345678:+52 55 1234 5678', 'MX', '+525512345678'],
    ['TEL;CELL:202-555-0143', 'US', '+12025550143'],
    ['\u200e89123456789', 'RU', '+79123456789'],
    ['22558583937', 'CI', '+22558583937'],
    ['tel:447976399087', 'US', '+447976399087'],
    ['015 11 98765-4321', 'BR', '+5511987654321'],
    ['(0**11) 98765-4321', 'BR', '+5511987654321'],
    ['141 07911 123456', 'GB', undefined],
    ['*67 202 555 0143', 'US', undefined],
    ['2025550143@txt.att.net', 'US', '+12025550143'],
    ['https://crm.example.com/contacts/2025550143', 'US', undefined],
    ['1.20256E+10', 'US', undefined],
    ['4.479111234E+11', 'GB', undefined],
    ['4111 1111 1111 1111', 'US', undefined],
    ['10.0.0.1', 'US', undefined],
    ['06 12 34 56 78 ou 07 12 34 56 78', 'FR', undefined],
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

  it.each([
    ...[
      'ext. 12',
      'x12',
      '#12',
      'ramal 12',
      ';ext=12',
      ',,12',
      ' доб. 12',
      ', доб 12',
      ' xtn12',
      ' / ext 12',
      ' - ext 12',
    ],
    ...[
      ', ,,12',
      ' extensión: 12',
      ' Ext: 12',
      ' poste 12',
      ' Durchwahl 12',
      ' anexo 12',
      ' int. 12',
      ' ｘ12',
      ' 内線12',
    ],
    ...[' local 12', ' toestel 12', ' wew. 12', ', extension 12'],
  ])('says that it leaves %s out', (extension) => {
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
  it.each(DELIVERED)('%s is taken as it is, by the link and by the reader', (delivered) => {
    const link = deliveredAddress(delivered);
    expect(link?.address).toBe(delivered.replace(/^\w+:/, ''));
    expect(readAddress(delivered, link?.channel ?? 'sms')).toMatchObject({ kind: 'address', address: link?.address });
  });

  it.each(NEW_RANGES)('%s is a number, assigned or not as far as we know', (number) => {
    expect(readAddress(number, 'sms')).toMatchObject({ kind: 'address', address: number });
    expect(readAddress(number, 'sms', 'FR')).toMatchObject({ kind: 'address', address: number });
  });

  it.each(['FX123', 'anonymous', 'messenger:', 'rcs:agent', 'US.13491208655302741918', '+1'])(
    '%s is nobody whom a channel reaches',
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
    ['Mexico, Guadalajara', '+523312345678', '+5213312345678'],
    ['Mexico, Monterrey', '+528112345678', '+5218112345678'],
    ['Mexico, Mérida', '+529991234567', '+5219991234567'],
    ['Mexico, Puebla', '+522221234567', '+5212221234567'],
    ['Brazil, Rio de Janeiro', '+5521987654321', '+552187654321'],
    ['Brazil, Belo Horizonte', '+5531971234567', '+553171234567'],
    ['Brazil, Brasília', '+5561999998888', '+556199998888'],
    ['Brazil, Salvador', '+5571961234567', '+557161234567'],
    ['Brazil, Manaus', '+5592991234567', '+559291234567'],
    ['Argentina, Córdoba', '+5493515551234', '+543515551234'],
    ['Argentina, Rosario', '+5493415551234', '+543415551234'],
    ['Argentina, Mendoza', '+5492615551234', '+542615551234'],
    ['Argentina, a small town', '+5493715654320', '+543715654320'],
    ['Argentina, La Plata', '+5492215551234', '+542215551234'],
    ['Benin, Moov', '+2290195123456', '+22995123456'],
    ['Benin, Celtiis', '+2290140123456', '+22940123456'],
    ['Benin, MTN', '+2290166123456', '+22966123456'],
    ['Côte d’Ivoire, Orange of 2014', '+2250789123456', '+22589123456'],
    ['Côte d’Ivoire, MTN of 2010', '+2250564123456', '+22564123456'],
    ['Côte d’Ivoire, Moov of 2012', '+2250142123456', '+22542123456'],
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
    // A landline of São Paulo, a free number of Mexico, numbers of Benin's and Mexico's neighbours.
    'whatsapp:+551130031000',
    '+5211234567',
    '+22892123456',
    '+50212345678',
    'rcs:+4915123456789',
    'messenger:5215512345678',
    'BR.11815799212886844830',
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
