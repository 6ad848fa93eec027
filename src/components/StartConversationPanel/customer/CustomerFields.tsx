import React, { useMemo, useRef } from 'react';

import { Select } from '@twilio-paste/core/select';

import type { ContactProviders } from '../../../contacts/contactProviders';
import { readAddress } from '../../../contract/address/readAddress';
import type { AddressReading, CountryCode } from '../../../contract/address/readAddress';
import { isByNumber } from '../../../contract/Channel';
import type { Channel } from '../../../contract/Channel';
import type { StringKey } from '../../../strings/StringTable';
import { localeOf } from '../../../strings/translate';
import type { Translate } from '../../../strings/translate';
import { FormField } from '../../shared/FormField';
import { isBegun, readCustomer } from '../form/draft';
import type { FormPartProps } from '../form/formParts';
import { ContactInput } from './ContactInput';
import { countries } from './countries';
import { timeZoneOf } from './persons';
import type { Person } from './persons';

interface CustomerFieldsProps extends FormPartProps {
  contacts: ContactProviders;
  customerRef: React.Ref<HTMLInputElement>;
}

/** What may be written in the field for the customer, besides a name. */
const CUSTOMER_HELP: Record<Channel, StringKey> = {
  sms: 'customerHelp',
  whatsapp: 'customerHelp',
  rcs: 'customerHelp',
  messenger: 'customerHelp_messenger',
  apple: 'customerHelp_apple',
  chat: 'customerHelp_chat',
};

/** To whom: a number, with its country where it does not say so itself, or an ID of the channel. */
export const CustomerFields = (props: CustomerFieldsProps): React.ReactElement => {
  const { plugin, form, fixed, errorOf, contacts, customerRef } = props;
  const { t } = plugin;
  const { draft, facts } = form;
  const byNumber = isByNumber(draft.channel);
  const reading = readCustomer(draft);
  const countryOptions = useMemo(
    () =>
      countries(localeOf(t)).map(({ code, label }) => (
        <option key={code} value={code}>
          {label}
        </option>
      )),
    [t],
  );

  /** The sender of another channel, where the agent has one. */
  const onChannel = (channel: Channel | undefined) => {
    const sender = channel !== draft.channel && facts.senders.find((item) => item.channel === channel);
    return sender ? { channel: sender.channel, sender: sender.address } : {};
  };

  // A name that came with a customer goes with them.
  const pickedName = useRef('');
  const edit = (customer: string) => {
    const isNameGone = customer.trim() === '' || draft.customerName === pickedName.current;
    const name = isNameGone ? { customerName: '' } : {};
    const typed = readCustomer({ ...draft, customer });
    if (typed.kind === 'address' && byNumber) {
      form.edit({ customer, country: typed.country ?? draft.country, ...onChannel(typed.channel), ...name });
    } else {
      form.edit({ customer, ...name });
    }
  };

  /** What loses nothing is shown as it is read; the rest stands as it came, with what is read of it. */
  const clean = (pasted: string) => {
    const read = readCustomer({ ...draft, customer: pasted });
    return read.kind === 'address' && !read.dropped && read.channel === draft.channel ? read.readable : undefined;
  };

  const pick = (person: Person) => {
    const { channels, name = '', to, otherAddresses } = person;
    const channel = channels.includes(draft.channel) ? draft.channel : channels[0];
    const read = readAddress(to, channel ?? draft.channel, draft.country);
    pickedName.current = name;
    form.edit({
      ...onChannel(channel),
      customer: to,
      otherAddresses: otherAddresses && JSON.stringify(otherAddresses.slice(0, 5)),
      customerTimeZone: timeZoneOf(person),
      country: (read.kind === 'address' && read.country) || draft.country,
      customerName: name,
    });
    form.focus('message');
  };

  /** Nobody means to send what has not been written yet. */
  const goOn = (event: React.KeyboardEvent) => {
    if (reading.kind === 'address' && !isBegun({ ...draft, customer: '' }) && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      form.focus('message');
    }
  };

  // Some digits that are no number by themselves.
  const needsCountry =
    byNumber && /^[^+]*\d/.test(draft.customer) && readAddress(draft.customer, draft.channel).kind === 'none';

  return (
    <>
      <FormField
        label={t('customer')}
        requiredLabel={t('required')}
        help={readingHelp(t, reading, byNumber) ?? (errorOf('to') ? undefined : t(CUSTOMER_HELP[draft.channel]))}
        error={errorOf('to')}
      >
        {(control) => (
          <ContactInput
            control={control}
            inputRef={customerRef}
            value={draft.customer}
            readOnly={fixed}
            contacts={contacts}
            t={t}
            onChange={edit}
            clean={clean}
            onPick={pick}
            isAddress={reading.kind === 'address'}
            onEnter={goOn}
            onTyping={(isTyping) => form.tell({ type: 'typing', isTyping })}
          />
        )}
      </FormField>
      {needsCountry ? (
        <FormField label={t('country')} error={undefined}>
          {(control) => (
            <Select
              {...control}
              disabled={fixed}
              value={draft.country}
              onChange={(event) => form.edit({ country: event.target.value as CountryCode })}
            >
              {countryOptions}
            </Select>
          )}
        </FormField>
      ) : null}
    </>
  );
};

/** What is read of a number, and what there is to say about it; undefined where there is none. */
function readingHelp(t: Translate, reading: AddressReading, byNumber: boolean): string | undefined {
  if (reading.kind === 'none' || !byNumber) {
    return undefined;
  }
  if (reading.kind === 'several') {
    return t('numbersSeveral', { numbers: reading.numbers.join(', ') });
  }
  const { readable, doubt, dropped } = reading;
  return [
    t('numberRead', { number: readable }),
    dropped && t('numberExtension', dropped),
    doubt && t(`numberDoubt_${doubt}`),
  ]
    .filter(Boolean)
    .join('. ');
}
