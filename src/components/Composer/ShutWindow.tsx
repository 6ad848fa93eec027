import React, { useState } from 'react';
import { useSelector } from 'react-redux';

import { Box } from '@twilio-paste/core/box';

import type { Channel } from '../../contract/Channel';
import { selectConversation, takesTemplates } from '../../flex/conversations';
import type { AppState } from '../../flex/FlexContext';
import { NoticeCallout } from '../shared/NoticeCallout';
import { TemplateForm } from '../TemplateButton/TemplateDialog';
import type { ComposerProps } from './Composer';

const TITLE_ID = 'messaging-controls-shut-window';

/** Flex's own field stands beside what we add, and would take what WhatsApp refuses. What was begun there stays. */
const WITHOUT_FIELD =
  '.Twilio-MessageInputV2-default:has([data-messaging-controls="shut"]) > :not(:has([data-messaging-controls="shut"])) { display: none !important; }';

/** In place of the field: why no text can be sent, and the templates that can. Who has begun a text keeps it in sight. */
export const ShutWindow = ({
  plugin,
  conversationSid,
  channel,
}: ComposerProps & { channel: Channel }): React.ReactElement => {
  const { backend, flex, t } = plugin;
  /** One form for each template that was sent. */
  const [form, setForm] = useState(0);
  const begun = useSelector(
    (state: AppState) => state.flex.chat.conversationInput[conversationSid]?.inputText?.trim() ?? '',
  );
  const hasTemplates = useSelector((state: AppState) => {
    const conversation = selectConversation(state, conversationSid);
    return backend !== undefined && conversation !== undefined && takesTemplates(flex, conversation);
  });
  const why = channel === 'messenger' ? t('windowShut_messenger') : t('windowShut_whatsapp');
  return (
    <Box data-messaging-controls={begun === '' ? 'shut' : undefined} maxHeight="50vh" overflowY="auto">
      {begun === '' ? <style>{WITHOUT_FIELD}</style> : null}
      <Box padding="space40" paddingBottom="space0">
        <NoticeCallout t={t} notice={{ variant: 'warning', text: why }} />
      </Box>
      {hasTemplates ? (
        <TemplateForm
          key={form}
          plugin={plugin}
          conversationSid={conversationSid}
          titleId={TITLE_ID}
          isInPlace
          close={() => setForm((count) => count + 1)}
        />
      ) : null}
    </Box>
  );
};
