import React from 'react';

import { Button } from '@twilio/flex-ui';

import { openStartConversation } from '../../actions/openStartConversation';
import { isByNumber } from '../../contract/Channel';
import type { TaskInfoPartProps } from '../../flex/parts';
import { taskCustomer } from '../../flex/taskCustomer';
import type { PluginContext } from '../../PluginContext';

/** Opens the panel for the customer of the task, of a call too. */
export const CustomerLink = ({
  plugin,
  task,
}: TaskInfoPartProps & { plugin: PluginContext }): React.ReactElement | null => {
  const { settings, t } = plugin;
  const customer = taskCustomer(task);
  const channels = settings.senders
    .map(({ channel }) => channel)
    .filter((item) => (customer?.only ? item === customer.only : isByNumber(item)));
  const channel = channels.find((item) => item === customer?.channelType) ?? channels[0];
  if (!customer || !channel) {
    return null;
  }
  const { address: to, name: customerName, only } = customer;
  return (
    <div style={{ marginBottom: 12 }}>
      <Button variant="link" onClick={() => void openStartConversation(plugin, { channel, to, customerName })}>
        {t('messageCustomer', { number: (only && customerName) || to })}
      </Button>
    </div>
  );
};
