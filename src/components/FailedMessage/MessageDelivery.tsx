import React from 'react';

import { Box } from '@twilio-paste/core/box';

import { mayWriteIn } from '../../flex/conversations';
import type { MessagePartProps } from '../../flex/parts';
import type { PluginContext } from '../../PluginContext';
import { deliveryOf } from './deliveryOf';
import { FailedMessage } from './FailedMessage';

/** Under an own message: how far it came, or why it failed and what can be done. */
export const MessageDelivery = ({
  plugin,
  message,
}: MessagePartProps & { plugin: PluginContext }): React.ReactElement | null => {
  if (!message?.isFromMe || !message.source.sid) {
    return null;
  }
  const { source } = message;
  const receipt = source.aggregatedDeliveryReceipt;
  const delivery = receipt ? deliveryOf(receipt) : undefined;
  if (!delivery || !mayWriteIn(source.conversation)) {
    return null;
  }
  return (
    <Box textAlign="right" color="colorTextWeak" fontSize="fontSize20" lineHeight="lineHeight20">
      {delivery === 'failed' || delivery === 'partlyFailed' ? (
        <FailedMessage plugin={plugin} message={source} partly={delivery === 'partlyFailed'} />
      ) : (
        plugin.t(`delivery_${delivery}`)
      )}
    </Box>
  );
};
