import React, { useEffect, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Text } from '@twilio-paste/core/text';

import { askOwner } from '../../actions/askOwner';
import type { OwnerWriting } from '../../actions/askOwner';
import type { ReasonCode } from '../../contract/reasonCode';
import type { ScreenContext } from '../../PluginContext';
import { ReasonForm } from './ReasonForm';
import { usePeopleStrings } from './usePeopleStrings';

interface TakeOverFormProps {
  plugin: ScreenContext;
  conversationSid: string;
  /** The colleague's. */
  name: string;
  isWorking: boolean;
  send: (reason: string, reasonCode: ReasonCode) => Promise<void>;
  cancel: () => void;
}

/** Before a colleague's conversation is taken over: whether they are writing, and why it is done. */
export const TakeOverForm = (props: TakeOverFormProps): React.ReactElement => {
  const { plugin, conversationSid, name, isWorking, send, cancel } = props;
  const t = usePeopleStrings(plugin);
  const [writing, setWriting] = useState<OwnerWriting | 'asking'>('asking');
  useEffect(() => {
    let isShown = true;
    void askOwner(plugin, conversationSid).then((known) => isShown && setWriting(known));
    return () => {
      isShown = false;
    };
  }, [plugin, conversationSid]);
  return (
    <Box display="flex" flexDirection="column" rowGap="space30">
      <div role="status">
        <Text as="p" fontWeight="fontWeightSemibold">
          {t(`owner_${writing}`, { name })}
        </Text>
      </div>
      <ReasonForm
        t={t}
        title={t('superviseTakeOver')}
        question={t('takeOverQuestion', { name })}
        needsReason
        isWorking={isWorking}
        confirm={t('superviseTakeOver')}
        send={send}
        cancel={cancel}
      />
    </Box>
  );
};
