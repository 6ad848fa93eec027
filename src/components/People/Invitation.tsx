import React from 'react';

import { Box } from '@twilio-paste/core/box';
import { Heading } from '@twilio-paste/core/heading';
import { HelpText } from '@twilio-paste/core/help-text';
import { Text } from '@twilio-paste/core/text';

import { askPeople } from '../../backend/askPeople';
import type { ScreenContext } from '../../PluginContext';
import { LoadProblem } from '../shared/LoadProblem';
import { useLoaded } from '../shared/useLoaded';
import { usePeopleStrings } from './usePeopleStrings';

/** Who asks, why, and what the customer said last: before the invited agent accepts. */
export const Invitation = ({ plugin, taskSid }: { plugin: ScreenContext; taskSid: string }): React.ReactElement => {
  const { backend } = plugin;
  const t = usePeopleStrings(plugin);
  const { value, error, again } = useLoaded(taskSid, backend && (() => askPeople(backend, { act: 'list', taskSid })));
  const invitation = value?.people?.invitation;
  return (
    <Box as="section" aria-label={t('invitation')} padding="space60" width="100%" maxWidth="size40" textAlign="left">
      <LoadProblem t={t} error={error} again={again} />
      {invitation ? (
        <Box display="flex" flexDirection="column" rowGap="space30">
          <Heading as="h3" variant="heading50" marginBottom="space0">
            {t(invitation.backFor ? `back_${invitation.backFor}` : 'invitationBy', { name: invitation.byName })}
          </Heading>
          {invitation.note === '' ? null : (
            <div>
              <HelpText marginTop="space0">{t('invitationNote')}</HelpText>
              <Text as="p" whiteSpace="pre-wrap">
                {invitation.note}
              </Text>
            </div>
          )}
          {invitation.lastMessage === '' ? null : (
            <div>
              <HelpText marginTop="space0">{t('invitationLastMessage')}</HelpText>
              <Text as="p" whiteSpace="pre-wrap">
                {invitation.lastMessage}
              </Text>
            </div>
          )}
        </Box>
      ) : null}
    </Box>
  );
};
