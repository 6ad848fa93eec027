import React, { useMemo, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { HelpText } from '@twilio-paste/core/help-text';

import type { ChecksRequest } from '../../contract/checks';
import { pastConversationsResponse } from '../../contract/pastConversations';
import type { PastConversation } from '../../contract/pastConversations';
import type { ScreenContext } from '../../PluginContext';
import { pastConversationsTranslate } from '../../strings/pastConversations/pastConversationsStrings';
import type { PastConversationsTranslate } from '../../strings/pastConversations/pastConversationsStrings';
import { localeOf } from '../../strings/translate';
import { LoadProblem } from '../shared/LoadProblem';
import { useLoaded } from '../shared/useLoaded';
import { readableIdentity } from './readableIdentity';

interface PastConversationsProps {
  plugin: ScreenContext;
  /** Customer and sender. */
  pair: ChecksRequest;
}

/** What was said with a customer before, behind a line. Folded it asks nothing of the backend. */
export const PastConversations = ({ plugin, pair }: PastConversationsProps): React.ReactElement => {
  const { backend, locale, t } = plugin;
  const pt = useMemo(() => pastConversationsTranslate(locale), [locale]);
  const [isOpen, setOpen] = useState(false);
  const { value, error, again } = useLoaded(
    isOpen ? JSON.stringify(pair) : undefined,
    backend && (() => backend.call('past-conversations', pastConversationsResponse, pair)),
  );
  const conversations = value?.conversations;
  return (
    <div>
      <Button variant="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {pt(isOpen ? 'hide' : 'title')}
      </Button>
      {isOpen ? (
        <>
          <div role="status">
            {conversations || error ? null : <HelpText>{pt('loading')}</HelpText>}
            {conversations?.length === 0 ? <HelpText>{pt('none')}</HelpText> : null}
          </div>
          <LoadProblem t={t} error={error} again={again} />
          {conversations && conversations.length > 0 ? (
            <Box as="ul" margin="space0" padding="space0" aria-label={pt('title')} style={{ listStyle: 'none' }}>
              {conversations.map((conversation) => (
                <Past key={conversation.conversationSid} plugin={plugin} pt={pt} conversation={conversation} />
              ))}
            </Box>
          ) : null}
        </>
      ) : null}
    </div>
  );
};

const Past = (props: {
  plugin: ScreenContext;
  pt: PastConversationsTranslate;
  conversation: PastConversation;
}): React.ReactElement => {
  const { plugin, pt, conversation } = props;
  const { t } = plugin;
  const { channel, startedAt, state, lines } = conversation;
  const date = new Intl.DateTimeFormat(localeOf(t), { dateStyle: 'medium' }).format(new Date(startedAt));
  const nameOf = ({ by, agent = '', isYou }: PastConversation['lines'][number]): string =>
    by === 'agent' ? (isYou ? pt('by_you') : readableIdentity(agent)) : pt(`by_${by}`);
  return (
    <Box
      as="li"
      paddingY="space30"
      borderBottomStyle="solid"
      borderBottomWidth="borderWidth10"
      borderBottomColor="colorBorderWeaker"
      fontSize="fontSize30"
      lineHeight="lineHeight20"
      color="colorText"
      style={{ overflowWrap: 'anywhere' }}
    >
      <Box fontWeight="fontWeightSemibold">
        {[date, t(`channel_${channel}`), state === 'closed' ? '' : pt('isOpen')].filter(Boolean).join(' · ')}
      </Box>
      {lines.map((line, index) => (
        <Box key={index} color={line.by === 'customer' ? 'colorText' : 'colorTextWeak'}>
          {pt('line', { name: nameOf(line), text: line.text || pt('picture') })}
        </Box>
      ))}
    </Box>
  );
};
