import React, { forwardRef } from 'react';
import { useSelector } from 'react-redux';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { HelpText } from '@twilio-paste/core/help-text';

import { selectActivity, selectAvailableActivity, whyNoTask } from '../../../flex/worker';
import type { ScreenContext } from '../../../PluginContext';
import { UNKNOWN } from '../../shared/errorSentence';
import type { StartConversationForm } from '../form/useStartConversation';

/** Says that no task can reach the agent, in this activity or with this much to do, and offers the way out. */
export const AvailabilityNote = forwardRef<
  HTMLDivElement,
  { plugin: ScreenContext; form: Pick<StartConversationForm, 'draft' | 'edit' | 'focus' | 'makeAvailable'> }
>(function AvailabilityNote({ plugin, form }, ref) {
  const { manager, t } = plugin;
  const { channel } = form.draft;
  const activity = useSelector(selectActivity);
  const availableName = useSelector(selectAvailableActivity, (a, b) => a?.sid === b?.sid)?.name;
  // The store changes with every task that comes or goes.
  const reason = useSelector(() => whyNoTask(manager, channel));
  if (reason === 'unknown') {
    return null;
  }
  const text = t(reason, { activity: activity?.name ?? UNKNOWN, channel: t(`channel_${channel}`) });
  return (
    // Without the frame of a callout, so that it leaves the message in sight.
    <div ref={ref} role="alert" tabIndex={-1}>
      <HelpText variant="warning" marginTop="space0">
        {text}
      </HelpText>
      <Box display="flex" flexWrap="wrap" columnGap="space30" rowGap="space30" marginTop="space30">
        {reason === 'unavailable' && availableName ? (
          <Button variant="secondary" size="small" onClick={() => void form.makeAvailable()}>
            {t('goAvailable', { activity: availableName })}
          </Button>
        ) : null}
        <Button
          variant="secondary"
          size="small"
          onClick={() => {
            form.edit({ mode: 'onReply' });
            form.focus('next');
          }}
        >
          {t('insteadOnReply')}
        </Button>
      </Box>
    </div>
  );
});
