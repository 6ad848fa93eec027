import React from 'react';
import { useSelector } from 'react-redux';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';

import { isRepeated, selectConversation, takesTemplates } from '../../flex/conversations';
import type { SentMessage } from '../../flex/conversations';
import type { AppState } from '../../flex/FlexContext';
import type { ScreenContext } from '../../PluginContext';
import { setTemplateDialog } from '../../state/messagingControlsState';
import { twilioReason } from '../../strings/twilioReason';
import { remediesOf } from './remediesOf';
import { useFailureCode } from './useFailureCode';
import { useSendAgain } from './useSendAgain';

interface FailedMessageProps {
  plugin: ScreenContext;
  message: SentMessage;
  /** Some of several recipients got it: then it is not sent to all of them again. */
  partly: boolean;
}

export const FailedMessage = ({ plugin, message, partly }: FailedMessageProps): React.ReactElement => {
  const { backend, flex, manager, t } = plugin;
  const conversationSid = message.conversation.sid;
  const code = useFailureCode(message);
  const { phase, sendAgain } = useSendAgain(plugin, message);
  const isSentAgain = useSelector((state: AppState) => {
    const conversation = selectConversation(state, conversationSid);
    return conversation !== undefined && isRepeated(conversation, message.sid);
  });
  const hasTemplates = useSelector((state: AppState) => {
    const conversation = selectConversation(state, conversationSid);
    return backend !== undefined && conversation !== undefined && takesTemplates(flex, conversation);
  });
  if (code === 'loading') {
    return <Box role="status">{t('deliveryReasonLoading')}</Box>;
  }

  const remedies = remediesOf(code, message);
  return (
    <Box display="flex" flexDirection="column" alignItems="flex-end" rowGap="space20">
      <Box role="status">
        {partly ? `${t('delivery_partlyFailed')} ` : ''}
        {twilioReason(t, code)}
      </Box>
      {remedies.template && hasTemplates ? (
        <Button variant="link" size="small" onClick={() => manager.store.dispatch(setTemplateDialog(conversationSid))}>
          {t('sendTemplate')}
        </Button>
      ) : null}
      {remedies.sendAgain && !partly ? (
        <Button
          variant="link"
          disabled={isSentAgain || phase === 'sending' || phase === 'sent'}
          onClick={() => void sendAgain()}
        >
          {t(isSentAgain || phase === 'sent' ? 'sentAgain' : phase === 'sending' ? 'sending' : 'sendAgain')}
        </Button>
      ) : null}
      {phase === 'failed' ? (
        <Box role="alert" color="colorTextError">
          {t('sendAgainFailed')}
        </Box>
      ) : null}
    </Box>
  );
};
