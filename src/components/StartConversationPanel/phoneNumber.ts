import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CountryCode } from 'libphonenumber-js/min';

import type { Sender } from '../../settings/settingsSchema';

export type { CountryCode };

const FALLBACK_COUNTRY: CountryCode = 'US';

export interface PhoneNumber {
  e164: string;
  /** `+1 415 555 0143` */
  readable: string;
  /** Undefined where several countries share the code and the rest does not tell. */
  country: CountryCode | undefined;
}

/**
 * The number as typed or pasted; without `+` or `00` in front it is one of `country`. Undefined where no number can have
 * this length. Whether it can be reached is the backend's to say.
 */
export function readPhoneNumber(typed: string, country: CountryCode): PhoneNumber | undefined {
  const text = typed
    .trim()
    .replace(/^\(\+(\d+)\)/, '+$1')
    .replace(/^00/, '+');
  const number = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  return number?.isPossible() && /^\+[1-9]\d{7,14}$/.test(number.number)
    ? { e164: number.number, readable: number.formatInternational(), country: number.country }
    : undefined;
}

/** The country that most customers of a sender are in: its own. */
export const countryOf = (sender: Pick<Sender, 'address'> | undefined): CountryCode =>
  (sender && readPhoneNumber(sender.address, FALLBACK_COUNTRY)?.country) ?? FALLBACK_COUNTRY;

export interface Country {
  code: CountryCode;
  /** With the calling code: `Mexico (+52)`. */
  label: string;
}

/** Every country that has telephone numbers, by its name in a language. */
export function countries(locale: string): Country[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const collator = new Intl.Collator(locale);
  return getCountries()
    .map((code) => ({ code, label: `${names.of(code) ?? code} (+${getCountryCallingCode(code)})` }))
    .sort((a, b) => collator.compare(a.label, b.label));
}
