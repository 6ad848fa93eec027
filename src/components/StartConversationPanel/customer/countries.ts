import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min';

import { readAddress } from '../../../contract/address/readAddress';
import type { CountryCode } from '../../../contract/address/readAddress';
import type { Sender, Settings } from '../../../settings/settingsSchema';

const FALLBACK_COUNTRY: CountryCode = 'US';

/** The country that most customers of a sender are in: that of the settings, or else the sender's own. */
export function countryOf(
  sender: Pick<Sender, 'address'> | undefined,
  { defaultCountry }: Pick<Settings, 'defaultCountry'>,
): CountryCode {
  const wanted = getCountries().find((country) => country === defaultCountry);
  if (wanted) {
    return wanted;
  }
  const own = sender && readAddress(sender.address, 'sms');
  return (own?.kind === 'address' && own.country) || FALLBACK_COUNTRY;
}

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
