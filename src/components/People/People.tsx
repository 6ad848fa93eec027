import React, { useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Heading } from '@twilio-paste/core/heading';
import { HelpText } from '@twilio-paste/core/help-text';
import { Text } from '@twilio-paste/core/text';

import { LAST_CHOICES } from '../../contract/people';
import type { PluginContext } from '../../PluginContext';
import { errorSentence } from '../StartConversationPanel/errorSentence';
import { NoticeCallout } from '../StartConversationPanel/NoticeCallout';
import { timeAgo } from '../StartConversationPanel/time';
import { InviteForm } from './InviteForm';
import { usePeople } from './usePeople';

/** Who is in the conversation and who is invited; inviting, leaving, removing and ending. */
export const People = ({ plugin, taskSid }: { plugin: PluginContext; taskSid: string }): React.ReactElement => {
  const { t } = plugin;
  const { people, error, working, act, look } = usePeople(plugin, taskSid);
  const [asking, setAsking] = useState<'last' | 'end'>();
  const isLast = asking === 'last' || error?.code === 'LAST_AGENT';
  const others = people?.agents.filter(({ isYou }) => !isYou) ?? [];
  const isBusy = working !== undefined;

  return (
    <Box
      as="section"
      aria-label={t('people')}
      marginBottom="space60"
      display="flex"
      flexDirection="column"
      rowGap="space40"
    >
      <Heading as="h3" variant="heading50" marginBottom="space0">
        {t('people')}
      </Heading>
      {error && error.code !== 'LAST_AGENT' ? (
        <NoticeCallout t={t} notice={{ variant: 'error', text: errorSentence(t, error) }}>
          <Button variant="secondary" size="small" onClick={() => void look()}>
            {t('tryAgain')}
          </Button>
        </NoticeCallout>
      ) : null}
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {people?.agents.map(({ workerSid, name, isYou, isAvailable, since }) => (
          <li key={workerSid}>
            <Text as="span">{isYou ? t('peopleYou', { name }) : name}</Text>
            <HelpText>{t(isAvailable ? 'peopleSince' : 'peopleSinceAway', { ago: timeAgo(t, since) })}</HelpText>
            {!isYou && people.may.remove ? (
              <Button
                variant="destructive_secondary"
                size="small"
                disabled={isBusy}
                onClick={() => void act({ act: 'remove', workerSid })}
              >
                {t('peopleRemove', { name })}
              </Button>
            ) : null}
          </li>
        ))}
        {people?.customers.map(({ address, channel, since }) => (
          <li key={address}>
            <Text as="span">{t('peopleCustomer', { address, channel })}</Text>
            <HelpText>{t('peopleSince', { ago: timeAgo(t, since) })}</HelpText>
          </li>
        ))}
      </ul>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }} role="status">
        {people?.invites.map(({ id, name, state, byName, note }) => (
          <li key={id}>
            <Text as="span">{t(`invite_${state}`, { name })}</Text>
            <HelpText>
              {note === '' ? t('inviteBy', { name: byName }) : t('inviteByNote', { name: byName, note })}
            </HelpText>
            {state === 'waiting' || state === 'ringing' ? (
              <Button
                variant="secondary"
                size="small"
                disabled={isBusy}
                onClick={() => void act({ act: 'withdraw', inviteId: id })}
              >
                {t('inviteWithdraw', { name })}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <InviteForm plugin={plugin} taskSid={taskSid} working={working} act={act} />
      {isLast ? (
        <Box role="group" aria-label={t('lastQuestion')} display="flex" flexDirection="column" rowGap="space30">
          <Text as="p">{t('lastQuestion')}</Text>
          {LAST_CHOICES.map((then) => (
            <Button
              key={then}
              variant={then === 'close' ? 'destructive_secondary' : 'secondary'}
              size="small"
              disabled={isBusy}
              onClick={() => void act({ act: 'leave', then })}
            >
              {t(`last_${then}`)}
            </Button>
          ))}
          <Button variant="link" size="small" onClick={() => setAsking(undefined)}>
            {t('peopleStay')}
          </Button>
        </Box>
      ) : (
        <Box display="flex" columnGap="space30" rowGap="space30" flexWrap="wrap">
          <Button
            variant="secondary"
            size="small"
            disabled={isBusy || !people}
            loading={working === 'leave'}
            onClick={() => (others.length > 0 ? void act({ act: 'leave' }) : setAsking('last'))}
          >
            {t('peopleLeave')}
          </Button>
          {others.length > 0 && people?.may.end ? (
            <Button
              variant="destructive_secondary"
              size="small"
              disabled={isBusy}
              onClick={() => (asking === 'end' ? void act({ act: 'end' }) : setAsking('end'))}
            >
              {t(asking === 'end' ? 'peopleEndSure' : 'peopleEnd')}
            </Button>
          ) : null}
        </Box>
      )}
    </Box>
  );
};
