import React, { forwardRef } from 'react';
import { useSelector } from 'react-redux';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';

import { selectActivity, selectAvailableActivity } from '../../flex/worker';
import type { PluginContext } from '../../PluginContext';
import { UNKNOWN } from './errorSentence';
import { NoticeCallout } from './NoticeCallout';
import type { StartConversationForm } from './useStartConversation';

/** Says that no task can reach the agent in the present activity, and offers the way out. */
export const AvailabilityCallout = forwardRef<
  HTMLDivElement,
  { plugin: PluginContext; form: Pick<StartConversationForm, 'makeAvailable'> }
>(function AvailabilityCallout({ plugin, form }, ref) {
  const { t } = plugin;
  const activity = useSelector(selectActivity);
  const availableName = useSelector(selectAvailableActivity, (a, b) => a?.sid === b?.sid)?.name;
  const text = t('unavailable', { activity: activity?.name ?? UNKNOWN });
  return (
    <NoticeCallout ref={ref} t={t} notice={{ variant: 'warning', text }}>
      {availableName ? (
        <Box>
          <Button variant="secondary" size="small" onClick={() => void form.makeAvailable()}>
            {t('goAvailable', { activity: availableName })}
          </Button>
        </Box>
      ) : null}
    </NoticeCallout>
  );
});
