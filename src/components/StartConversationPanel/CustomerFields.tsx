import React, { useMemo } from 'react';

import { Input } from '@twilio-paste/core/input';
import { Select } from '@twilio-paste/core/select';

import type { Contact } from '../../contacts/ContactProvider';
import type { ContactProviders } from '../../contacts/contactProviders';
import { isByNumber } from '../../contract/Channel';
import type { Channel } from '../../contract/Channel';
import type { StringKey } from '../../strings/StringTable';
import { localeOf } from '../../strings/translate';
import { ContactInput } from './ContactInput';
import type { FormPartProps } from './formParts';
import { FormField } from './FormField';
import { countries, readPhoneNumber } from './phoneNumber';
import type { CountryCode } from './phoneNumber';

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
  const number = byNumber ? readPhoneNumber(draft.customer, draft.country) : undefined;
  const countryOptions = useMemo(
    () =>
      countries(localeOf(t)).map(({ code, label }) => (
        <option key={code} value={code}>
          {label}
        </option>
      )),
    [t],
  );

  const edit = (customer: string) => {
    const country = byNumber ? readPhoneNumber(customer, draft.country)?.country : undefined;
    form.edit({ customer, country: country ?? draft.country });
  };

  const pick = ({ channel, name, to }: Contact) => {
    const sender =
      channel !== undefined && channel !== draft.channel
        ? facts.senders.find((item) => item.channel === channel)
        : undefined;
    const country = readPhoneNumber(to, draft.country)?.country ?? draft.country;
    form.edit({
      ...(sender && { channel: sender.channel, sender: sender.address }),
      customer: to,
      country,
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
        help={errorOf('to') ? undefined : number ? t('numberRead', { number: number.readable }) : t(help)}
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
            clean={(pasted) => (byNumber ? readPhoneNumber(pasted, draft.country)?.readable : pasted.trim())}
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
