import React, { useMemo } from 'react';

import { Input } from '@twilio-paste/core/input';
import { Select } from '@twilio-paste/core/select';

import type { Contact } from '../../contacts/ContactProvider';
import type { ContactProviders } from '../../contacts/contactProviders';
import { readAddress } from '../../contract/address/readAddress';
import type { AddressReading, CountryCode } from '../../contract/address/readAddress';
import { isByNumber } from '../../contract/Channel';
import type { Channel } from '../../contract/Channel';
import type { StringKey } from '../../strings/StringTable';
import { localeOf } from '../../strings/translate';
import type { Translate } from '../../strings/translate';
import { ContactInput } from './ContactInput';
import { countries } from './countries';
import { readCustomer } from './draft';
import type { FormPartProps } from './formParts';
import { FormField } from './FormField';

interface CustomerFieldsProps extends FormPartProps {
  contacts: ContactProviders;
  customerRef: React.Ref<HTMLInputElement>;
}

const NUMBER_TEXTS = ['customerNumber', 'customerNumberHelp'] as const;

/** Label and help of the field for the customer. */
const CUSTOMER_TEXTS: Record<Channel, readonly [label: StringKey, help: StringKey]> = {
  sms: NUMBER_TEXTS,
  whatsapp: NUMBER_TEXTS,
  rcs: NUMBER_TEXTS,
  messenger: ['customerId', 'customerIdHelp_messenger'],
  apple: ['customerId', 'customerIdHelp_apple'],
  chat: ['customerIdentity', 'customerIdentityHelp'],
};

/** To whom: a number with its country, or an ID of the channel, and a name. */
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

  const edit = (customer: string) => {
    const typed = readCustomer({ ...draft, customer });
    if (typed.kind === 'address' && byNumber) {
      form.edit({ customer, country: typed.country ?? draft.country, ...onChannel(typed.channel) });
    } else {
      form.edit({ customer });
    }
  };

  /** What loses nothing is shown as it is read; the rest stands as it came, with what is read of it. */
  const clean = (pasted: string) => {
    const read = readCustomer({ ...draft, customer: pasted });
    return read.kind === 'address' && !read.dropped && read.channel === draft.channel ? read.readable : undefined;
  };

  const pick = ({ channel, name, to, otherAddresses }: Contact) => {
    const read = readAddress(to, channel ?? draft.channel, draft.country);
    form.edit({
      ...onChannel(channel),
      customer: to,
      otherAddresses: otherAddresses && JSON.stringify(otherAddresses.slice(0, 5)),
      country: (read.kind === 'address' && read.country) || draft.country,
      customerName: name ?? draft.customerName,
    });
  };

  const [label, help] = CUSTOMER_TEXTS[draft.channel];

  return (
    <>
      {byNumber ? (
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
      <FormField
        label={t(label)}
        requiredLabel={t('required')}
        help={readingHelp(t, reading, byNumber) ?? (errorOf('to') ? undefined : t(help))}
        error={errorOf('to')}
      >
        {(control) => (
          <ContactInput
            control={control}
            inputRef={customerRef}
            type={byNumber ? 'tel' : 'text'}
            value={draft.customer}
            readOnly={fixed}
            contacts={contacts}
            t={t}
            onChange={edit}
            clean={clean}
            onPick={pick}
            onTyping={form.setTyping}
          />
        )}
      </FormField>
      <FormField label={t('customerName')} error={errorOf('customerName')}>
        {(control) => (
          <Input
            {...control}
            type="text"
            autoComplete="off"
            maxLength={200}
            readOnly={fixed}
            value={draft.customerName}
            onChange={(event) => form.edit({ customerName: event.target.value })}
          />
        )}
      </FormField>
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
