import React from 'react';

import { Option, Select } from '@twilio-paste/core/select';

import { CHANNELS } from '../../contract/Channel';
import type { Channel } from '../../contract/Channel';
import { countryOf } from './countries';
import type { FormPartProps } from './formParts';
import { FormField } from './FormField';

/** From where: the channel, where there are several, and the sender. */
export const SenderFields = ({ plugin, form, fixed, errorOf }: FormPartProps): React.ReactElement => {
  const { t } = plugin;
  const { draft, facts } = form;
  const channels = CHANNELS.filter((channel) => facts.senders.some((sender) => sender.channel === channel));
  const senders = facts.senders.filter(({ channel }) => channel === draft.channel);

  const choose = (channel: Channel, address?: string) => {
    const sender = facts.senders.find(
      (item) => item.channel === channel && (address === undefined || item.address === address),
    );
    if (sender) {
      // A number that has been written without its code keeps its country.
      const country = draft.customer ? draft.country : countryOf(sender, plugin.settings);
      form.edit({ channel, sender: sender.address, country });
    }
  };

  return (
    <>
      {channels.length > 1 ? (
        <FormField label={t('channel')} error={undefined}>
          {(control) => (
            <Select
              {...control}
              disabled={fixed}
              value={draft.channel}
              onChange={(event) => choose(event.target.value as Channel)}
            >
              {channels.map((channel) => (
                <Option key={channel} value={channel}>
                  {t(`channel_${channel}`)}
                </Option>
              ))}
            </Select>
          )}
        </FormField>
      ) : null}
      <FormField label={t('sender')} requiredLabel={t('required')} error={errorOf('from')}>
        {(control) => (
          <Select
            {...control}
            disabled={fixed}
            value={draft.sender}
            onChange={(event) => choose(draft.channel, event.target.value)}
          >
            {senders.map(({ address, name }) => (
              <Option key={address} value={address}>
                {t('senderOption', { name, address })}
              </Option>
            ))}
          </Select>
        )}
      </FormField>
    </>
  );
};
