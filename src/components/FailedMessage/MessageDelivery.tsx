import React from 'react';

import { Button } from '@twilio/flex-ui';

import { inChunk } from '../../chunks/inChunk';
import { isUnsent, mayWriteIn } from '../../flex/conversations';
import type { MessagePartProps } from '../../flex/parts';
import { Footnote } from '../../flex/smallParts';
import type { PluginContext } from '../../PluginContext';
import { deliveryOf } from './deliveryOf';

const FailedMessage = inChunk(
  () => import(/* webpackChunkName: "failed-message" */ './FailedMessage').then((chunk) => chunk.FailedMessage),
  ({ plugin: { t }, problem, retry }) =>
    problem ? (
      <>
        <div role="status">
          {t('deliveryFailed')} {t(`chunk_${problem}`)}
        </div>
        <Button variant="link" onClick={retry}>
          {t('tryAgain')}
        </Button>
      </>
    ) : (
      <div role="status">{t('deliveryReasonLoading')}</div>
    ),
);

/**
 * Under an own message: how far it came. Under one that failed, whoever wrote it: why, and what can be done by whoever has
 * the conversation now.
 */
export const MessageDelivery = ({
  plugin,
  message,
}: MessagePartProps & { plugin: PluginContext }): React.ReactElement | null => {
  if (!message?.source.sid) {
    return null;
  }
  const { source } = message;
  if (isUnsent(source)) {
    return <Footnote>{plugin.t('messageOvertaken')}</Footnote>;
  }
  const receipt = source.aggregatedDeliveryReceipt;
  const delivery = receipt ? deliveryOf(receipt) : undefined;
  const isLost = delivery === 'failed' || delivery === 'partlyFailed';
  if (!delivery || !(message.isFromMe || isLost) || !mayWriteIn(source.conversation)) {
    return null;
  }
  return (
    <Footnote>
      {isLost ? (
        <FailedMessage plugin={plugin} message={source} partly={delivery === 'partlyFailed'} />
      ) : (
        plugin.t(`delivery_${delivery}`)
      )}
    </Footnote>
  );
};
