import React from 'react';
import { useUID } from '@twilio-paste/core/uid-library';

import { Box } from '@twilio-paste/core/box';
import { Label } from '@twilio-paste/core/label';
import { Option, Select } from '@twilio-paste/core/select';

import { CHANNELS } from '../../../contract/Channel';
import type { Channel } from '../../../contract/Channel';
import type { FormPartProps } from '../form/formParts';

/** By which channel, where the agent's senders leave a choice. */
export const ChannelField = ({ plugin, form, fixed }: FormPartProps): React.ReactElement | null => {
  const { t } = plugin;
  const { draft, facts } = form;
  const id = useUID();
  const channels = CHANNELS.filter((channel) => facts.senders.some((sender) => sender.channel === channel));
  return channels.length > 1 ? (
    <Box display="flex" alignItems="center" columnGap="space40">
      <Label htmlFor={id} marginBottom="space0">
        {t('channel')}
      </Label>
      <Box flexGrow={1}>
        <Select
          id={id}
          disabled={fixed}
          value={draft.channel}
          onChange={(event) => form.chooseSender(event.target.value as Channel)}
        >
          {channels.map((channel) => (
            <Option key={channel} value={channel}>
              {t(`channel_${channel}`)}
            </Option>
          ))}
        </Select>
      </Box>
    </Box>
  ) : null;
};
