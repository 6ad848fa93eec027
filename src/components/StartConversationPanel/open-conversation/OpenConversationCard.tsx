import React, { useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Heading } from '@twilio-paste/core/heading';
import { HelpText } from '@twilio-paste/core/help-text';
import { Text } from '@twilio-paste/core/text';
import { TextArea } from '@twilio-paste/core/textarea';

import { ChunkStatus } from '../../../chunks/ChunkStatus';
import { inChunk } from '../../../chunks/inChunk';
import type { OpenConversation } from '../../../contract/openConversations';
import { isBlank } from '../../../contract/text';
import type { ScreenContext } from '../../../PluginContext';
import type { Translate } from '../../../strings/translate';
import { errorSentence } from '../../shared/errorSentence';
import { FormField } from '../../shared/FormField';
import { NoticeCallout } from '../../shared/NoticeCallout';
import { timeAgo } from '../../shared/time';
import type { StartConversationForm } from '../form/useStartConversation';
import { useOpenConversations } from './useOpenConversations';
import type { OpenConversations } from './useOpenConversations';

const TakeOverInChunk = inChunk(
  () => import(/* webpackChunkName: "people" */ '../../People/TakeOverForm').then(({ TakeOverForm }) => TakeOverForm),
  ChunkStatus,
);

interface OpenConversationCardProps {
  plugin: ScreenContext;
  form: StartConversationForm;
}

/** The open conversation with the customer: whose it is, what was said last, and what can be done about it. */
export const OpenConversationCard = ({ plugin, form }: OpenConversationCardProps): React.ReactElement => {
  const { t } = plugin;
  const open = useOpenConversations(plugin, form);
  const { conversations, error, outcome } = open;
  return (
    <Box
      as="section"
      aria-label={t('openConversationFound')}
      padding="space40"
      borderStyle="solid"
      borderWidth="borderWidth10"
      borderColor="colorBorderWarningWeak"
      borderRadius="borderRadius20"
      display="flex"
      flexDirection="column"
      rowGap="space40"
    >
      <Heading as="h3" variant="heading50" marginBottom="space0">
        {t('openConversationFound')}
      </Heading>
      {outcome ? <NoticeCallout t={t} notice={outcome} /> : null}
      <div role="status">
        {conversations || error ? null : <HelpText>{t('openConversationLoading')}</HelpText>}
        {conversations?.length === 0 ? <HelpText>{t('openConversationGone')}</HelpText> : null}
      </div>
      {error ? (
        <NoticeCallout t={t} notice={{ variant: 'error', text: errorSentence(t, error) }}>
          <Box>
            <Button variant="secondary" size="small" onClick={open.again}>
              {t('tryAgain')}
            </Button>
          </Box>
        </NoticeCallout>
      ) : null}
      {conversations?.map((conversation) => (
        <Conversation
          key={conversation.conversationSid}
          plugin={plugin}
          conversation={conversation}
          open={open}
          fixed={form.working || form.locked}
        />
      ))}
    </Box>
  );
};

/** Whose the conversation is. */
function ownerSentence(t: Translate, { owner, isQueued, waitsForReply }: OpenConversation): string {
  if (owner) {
    return owner.isYou
      ? t('owner_you')
      : t(owner.isAvailable ? 'owner_agent' : 'owner_agentAway', { name: owner.name });
  }
  return t(isQueued ? 'owner_queued' : waitsForReply ? 'owner_waitsForReply' : 'owner_nobody');
}

const Conversation = (props: {
  plugin: ScreenContext;
  conversation: OpenConversation;
  open: OpenConversations;
  /** Nothing may be done: the form is being sent, or may have been. */
  fixed: boolean;
}): React.ReactElement => {
  const { plugin, conversation, open, fixed } = props;
  const { t } = plugin;
  const { lastMessage, remedies, startedAt } = conversation;
  const working = open.working?.conversationSid === conversation.conversationSid ? open.working.remedy : undefined;
  const [text, setText] = useState('');
  const [takesOver, setTakesOver] = useState(false);

  const send = async () => {
    if (!isBlank(text) && (await open.messageOwner(conversation, text))) {
      setText('');
    }
  };

  return (
    <>
      <div>
        <Text as="p">{ownerSentence(t, conversation)}</Text>
        <HelpText>{t('openSince', { ago: timeAgo(t, startedAt) })}</HelpText>
        {lastMessage ? (
          <HelpText>
            {t(`lastMessage_${lastMessage.by}`, {
              ago: timeAgo(t, lastMessage.at),
              text: lastMessage.text || t('content_file'),
            })}
          </HelpText>
        ) : null}
      </div>
      {remedies.map((remedy) =>
        remedy === 'messageOwner' ? (
          <Box key={remedy} display="flex" flexDirection="column" rowGap="space30">
            <FormField label={t('messageOwner', { name: conversation.owner?.name ?? '' })} error={undefined}>
              {(control) => (
                <TextArea
                  {...control}
                  rows={2}
                  maxLength={500}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
              )}
            </FormField>
            <Box>
              <Button
                variant="secondary"
                size="small"
                disabled={working !== undefined || isBlank(text)}
                loading={working === remedy}
                onClick={() => void send()}
              >
                {t('remedy_messageOwner')}
              </Button>
            </Box>
          </Box>
        ) : remedy === 'takeOver' && takesOver ? (
          <TakeOverInChunk
            key={remedy}
            plugin={plugin}
            conversationSid={conversation.conversationSid}
            name={conversation.owner?.name ?? ''}
            isWorking={working === remedy}
            send={(reason, reasonCode) => open.apply(conversation, remedy, { reason, reasonCode })}
            cancel={() => setTakesOver(false)}
          />
        ) : (
          <div key={remedy}>
            <Button
              variant="secondary"
              size="small"
              fullWidth
              disabled={fixed || open.working !== undefined}
              loading={working === remedy}
              onClick={() => (remedy === 'takeOver' ? setTakesOver(true) : void open.apply(conversation, remedy))}
            >
              {t(`remedy_${remedy}`)}
            </Button>
            <HelpText>{t(`remedyHelp_${remedy}`)}</HelpText>
          </div>
        ),
      )}
      {conversation.owner && remedies.length === 1 && remedies[0] === 'messageOwner' ? (
        <HelpText>{t('error_TAKE_OVER_NOT_ALLOWED')}</HelpText>
      ) : null}
      <div role="status">{working ? <HelpText>{t('remedyWorking')}</HelpText> : null}</div>
    </>
  );
};
