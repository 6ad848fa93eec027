import examples from 'libphonenumber-js/examples.mobile.json';

import type { Channel } from '../../src/contract/Channel';
import type { AddressReading } from '../../src/contract/address/readAddress';

type Expected = string | undefined | readonly string[];

/** What is pasted, and who is meant by it, without a country to help; several numbers as a list, nobody as undefined. */
export const ADDRESSES: readonly [text: string, channel: Channel, expected: Expected][] = [
  // Contacts, mail and chat programs.
  ['\u202a+1 202 555 0143\u202c', 'sms', '+12025550143'],
  ['\u2066+1\u00a0202\u2011555\u20110143\u2069', 'sms', '+12025550143'],
  ['\ufeff+12025550143\u200b', 'sms', '+12025550143'],
  ['+1\u00ad202\u00ad555\u00ad0143', 'sms', '+12025550143'],
  ['+1\u2060(202)\u2009555–0143', 'whatsapp', '+12025550143'],
  ['+1 202 555 0143 (mobile)', 'sms', '+12025550143'],
  ['Sam Carter: +1 202 555 0143', 'sms', '+12025550143'],
  ['Sam Carter <+1 202 555 0143>', 'sms', '+12025550143'],
  ['☎️ +1 202 555 0143 🙂', 'sms', '+12025550143'],
  ['1) +1 202 555 0143', 'sms', '+12025550143'],
  // Links.
  ['tel:+1-202-555-0143', 'sms', '+12025550143'],
  ['tel:555-0143;phone-context=+1-202', 'sms', '+12025550143'],
  ['TEL:+1-202-555-0143;isub=12345', 'sms', '+12025550143'],
  ['callto:+12025550143', 'sms', '+12025550143'],
  ['sms:+12025550143?body=Call%20me%20on%20+12025550144', 'sms', '+12025550143'],
  ['smsto:+12025550143', 'sms', '+12025550143'],
  ['whatsapp:+12025550143', 'whatsapp', '+12025550143'],
  ['rcs:+12025550143', 'rcs', '+12025550143'],
  ['tel:%2B12025550143', 'sms', '+12025550143'],
  ['https://wa.me/12025550143', 'whatsapp', '+12025550143'],
  ['https://wa.me/+12025550143?text=Hello%2015', 'whatsapp', '+12025550143'],
  ['wa.me/5215512345678', 'whatsapp', '+5215512345678'],
  ['https://api.whatsapp.com/send?phone=12025550143&text=Hi', 'whatsapp', '+12025550143'],
  ['https://web.whatsapp.com/send?text=Hi&phone=12025550143', 'whatsapp', '+12025550143'],
  ['whatsapp://send?phone=+12025550143', 'whatsapp', '+12025550143'],
  ['https://wa.me/message/ABCDE12345678', 'whatsapp', undefined],
  // Spreadsheets and databases.
  ["'+12025550143", 'sms', '+12025550143'],
  ['="+12025550143"', 'sms', '+12025550143'],
  ['"+1 202 555 0143"', 'sms', '+12025550143'],
  ['+12025550143\t', 'sms', '+12025550143'],
  ['+1.202.555.0143', 'sms', '+12025550143'],
  ['0012025550143', 'sms', '+12025550143'],
  ['0044 (0)7911 123456', 'sms', '+447911123456'],
  // The world's writings.
  ['(+44) 7911 123456', 'sms', '+447911123456'],
  ['+44 (0)7911 123456', 'sms', '+447911123456'],
  ['+39 06 1234567', 'whatsapp', '+39061234567'],
  ['+49 171/1234567', 'sms', '+491711234567'],
  ['+33\u202f6\u202f12\u202f34\u202f56\u202f78', 'sms', '+33612345678'],
  ['＋８１ ９０－１２３４－５６７８', 'sms', '+819012345678'],
  ['+٢٠ ١٠٠ ١٢٣ ٤٥٦٧', 'sms', '+201001234567'],
  ['+۹۸ ۹۱۲ ۳۴۵ ۶۷۸۹', 'sms', '+989123456789'],
  ['+९१ ८१२३४ ५६७८९', 'sms', '+918123456789'],
  ['+1️⃣2️⃣0️⃣2️⃣5️⃣5️⃣5️⃣0️⃣1️⃣4️⃣3️⃣', 'sms', '+12025550143'],
  // Extensions, which no message reaches.
  ['+1 202 555 0143 ext. 12', 'sms', '+12025550143'],
  ['+12025550143x12', 'sms', '+12025550143'],
  ['+12025550143;ext=12', 'sms', '+12025550143'],
  ['tel:+1-202-555-0143;ext=12', 'sms', '+12025550143'],
  ['+12025550143,,12#', 'sms', '+12025550143'],
  ['+55 11 91234-5678 ramal 12', 'sms', '+5511912345678'],
  ['+52 55 1234 5678 extensión 12', 'sms', '+525512345678'],
  // Several, of whom nobody can choose for the writer.
  ['+1 202 555 0143, +1 202 555 0144', 'sms', ['+12025550143', '+12025550144']],
  ['+1 202 555 0143 / +1 202 555 0144', 'sms', ['+12025550143', '+12025550144']],
  ['+12025550143\n+12025550144', 'sms', ['+12025550143', '+12025550144']],
  ['home +1 202 555 0143 or work +1 202 555 0144', 'sms', ['+12025550143', '+12025550144']],
  ['+1 202 555 0143; (1) +12025550143', 'sms', '+12025550143'],
  // What Twilio delivers, and what tables of numbers do not know yet.
  ['whatsapp:+5215512345678', 'whatsapp', '+5215512345678'],
  ['whatsapp:+551181234567', 'whatsapp', '+551181234567'],
  ['whatsapp:+541123456789', 'whatsapp', '+541123456789'],
  ['whatsapp:+22997123456', 'whatsapp', '+22997123456'],
  ['whatsapp:+22545123456', 'whatsapp', '+22545123456'],
  ['+1 861 234 5678', 'sms', '+18612345678'],
  ['+11111111111', 'sms', '+11111111111'],
  ['+34 912 345 678', 'sms', '+34912345678'],
  ['+683 4002', 'sms', '+6834002'],
  // Nobody.
  ['', 'sms', undefined],
  ['\u200b\u202a\u202c', 'sms', undefined],
  ['call me', 'sms', undefined],
  ['+1415555', 'sms', undefined],
  ['+1 415 555 01434', 'sms', undefined],
  ['+0155550143', 'sms', undefined],
  ['+99955501431', 'sms', undefined],
  ['+12345678901234567890', 'sms', undefined],
  ['4155550143', 'sms', undefined],
  ['1-800-FLOWERS', 'sms', undefined],
  ['+1 202 555 O143', 'sms', undefined],
  // Customers without a number.
  ['whatsapp:US.13491208655302741918', 'whatsapp', 'US.13491208655302741918'],
  ['US.13491208655302741918', 'whatsapp', 'US.13491208655302741918'],
  ['BR.ENT.11815799212886844830', 'whatsapp', 'BR.ENT.11815799212886844830'],
  ['US.13491208655302741918', 'sms', undefined],
  ['messenger:12025550143', 'messenger', '12025550143'],
  ['12025550143', 'messenger', '12025550143'],
  ['+12025550143', 'messenger', undefined],
  ['apple:urn:mbid:AQAAY0vPq/Z=', 'apple', 'urn:mbid:AQAAY0vPq/Z='],
  ['gita@example.com', 'chat', 'gita@example.com'],
  ['two words', 'chat', undefined],
];

/** Google's own example of a mobile number of each country. https://github.com/google/libphonenumber */
export const EXAMPLES = Object.entries(examples);

export const outcomeOf = (reading: AddressReading): Expected =>
  reading.kind === 'address' ? reading.address : reading.kind === 'several' ? reading.numbers : undefined;
