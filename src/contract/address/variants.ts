import { plainAddress } from './messagingAddress';

/** Of Côte d'Ivoire since 2021: the second digit of the number before tells its operator, which stands before it now. */
const IVORIAN_OPERATORS = ['01', '01', '01', '01', '05', '05', '05', '07', '07', '07'];

/**
 * Countries in which WhatsApp knows a number by another form than the one that is dialled, or than the one in which it was
 * first registered. Each form leads to the same list, the one of today's numbering plan first.
 */
const FORMS: readonly [form: RegExp, forms: (...groups: string[]) => readonly string[]][] = [
  // Mexico: WhatsApp keeps the 1 of mobiles, which ended in 2019.
  [/^\+521?([2-9]\d{9})$/, (national) => [`+52${national}`, `+521${national}`]],
  // Brazil: WhatsApp keeps mobiles without the ninth digit where they were registered so. A landline begins with 2 to 5.
  [/^\+55([1-9]\d)9?([6-9]\d{7})$/, (area, number) => [`+55${area}9${number}`, `+55${area}${number}`]],
  // Argentina: the 9 of mobiles from abroad.
  [/^\+549?([1-368]\d{9})$/, (national) => [`+549${national}`, `+54${national}`]],
  // Benin: 01 before every number since 2024.
  [/^\+229(?:01)?([4-9]\d{7})$/, (number) => [`+22901${number}`, `+229${number}`]],
  // Côte d'Ivoire: mobiles had eight digits; those of landlines begin with 2 or 3.
  [
    /^\+225(01|05|07|)([014-9]\d{7})$/,
    (given, number) => {
      const operator = IVORIAN_OPERATORS[Number(number?.[1])];
      return given && given !== operator ? [`+225${given}${number}`] : [`+225${operator}${number}`, `+225${number}`];
    },
  ],
];

/**
 * Every form in which Twilio may know the customer of this address, with the channel's prefix where it has one; the
 * address alone where there is no other. The first is the same for all of them.
 */
export function addressVariants(address: string): readonly string[] {
  const number = plainAddress(address);
  const prefix = address.slice(0, address.length - number.length);
  for (const [form, forms] of FORMS) {
    const groups = form.exec(number);
    if (groups) return forms(...groups.slice(1)).map((one) => prefix + one);
  }
  return [address];
}

/** One for all addresses of a person. */
export const personOf = (address: string): string => addressVariants(address)[0] ?? address;

export const isSamePerson = (one: string, other: string): boolean => personOf(one) === personOf(other);
