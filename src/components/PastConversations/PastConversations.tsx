import React, { useLayoutEffect, useMemo, useRef, useState } from 'react';

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
import type { Translate } from '../../strings/translate';
import { LoadProblem } from '../shared/LoadProblem';
import { useLoaded } from '../shared/useLoaded';
import { readableIdentity } from './readableIdentity';

interface PastConversationsProps {
  plugin: ScreenContext;
  /** Customer and sender. */
  pair: ChecksRequest;
}

/** How many the backend tells at most: of more it is not known how many there are. */
const MOST = 5;
/** How many are shown unasked. */
const UNASKED = 2;

/** Whether there is more in the box that it stands in than can be seen at once. */
function isScrolled(element: HTMLElement | null): boolean {
  const box = element?.parentElement;
  if (!box) return false;
  return /auto|scroll/.test(getComputedStyle(box).overflowY) ? box.scrollHeight > box.clientHeight : isScrolled(box);
}

/**
 * What was said with a customer before. A line says how many conversations there were and when the last one was, which is
 * what an agent needs to know before they write. The last ones stand open under it where the panel has room for them; where
 * it hasn't, they would only be out of sight below the fields, and stay folded until they are asked for.
 */
export const PastConversations = ({ plugin, pair }: PastConversationsProps): React.ReactElement => {
  const { backend, locale, t } = plugin;
  const pt = useMemo(() => pastConversationsTranslate(locale), [locale]);
  /** How many are shown; as many as there is room for, until the agent says otherwise. */
  const [shown, setShown] = useState(UNASKED);
  const [isAsked, setAsked] = useState(false);
  const listRef = useRef<HTMLDivElement>(null);
  const { value, error, again } = useLoaded(
    JSON.stringify(pair),
    backend && (() => backend.call('past-conversations', pastConversationsResponse, pair)),
  );
  const conversations = value?.conversations;

  // Before it is painted, so that nothing is seen to come and go.
  useLayoutEffect(() => {
    if (!isAsked && conversations && shown > 0 && isScrolled(listRef.current)) setShown(shown - 1);
  }, [isAsked, conversations, shown]);

  if (!conversations) {
    // Nobody has asked for it yet: that it failed is no matter until they do.
    if (error && !isAsked) {
      const ask = () => {
        setAsked(true);
        again();
      };
      return (
        <div>
          <Button variant="link" aria-expanded={false} onClick={ask}>
            {pt('title')}
          </Button>
        </div>
      );
    }
    return (
      <div>
        <div role={isAsked ? 'status' : undefined}>{error ? null : <HelpText>{pt('loading')}</HelpText>}</div>
        <LoadProblem t={t} error={error} again={again} />
      </div>
    );
  }
  const [latest] = conversations;
  if (!latest) return <HelpText>{pt('none')}</HelpText>;
  const show = (count: number) => {
    setAsked(true);
    setShown(count);
  };
  const count = conversations.length < MOST ? String(conversations.length) : `${MOST}+`;
  return (
    <div ref={listRef}>
      <Button variant="link" aria-expanded={shown > 0} onClick={() => show(shown > 0 ? 0 : conversations.length)}>
        {pt('summary', { count, date: dateOf(t, latest) })}
      </Button>
      {shown > 0 ? (
        <Box as="ul" margin="space0" padding="space0" aria-label={pt('title')} style={{ listStyle: 'none' }}>
          {conversations.slice(0, shown).map((conversation) => (
            <Past key={conversation.conversationSid} plugin={plugin} pt={pt} conversation={conversation} />
          ))}
        </Box>
      ) : null}
      {shown > 0 && shown < conversations.length ? (
        <Button variant="link" onClick={() => show(conversations.length)}>
          {pt('showAll')}
        </Button>
      ) : null}
    </div>
  );
};

const dateOf = (t: Translate, { startedAt }: PastConversation): string =>
  new Intl.DateTimeFormat(localeOf(t), { dateStyle: 'medium' }).format(new Date(startedAt));

const Past = (props: {
  plugin: ScreenContext;
  pt: PastConversationsTranslate;
  conversation: PastConversation;
}): React.ReactElement => {
  const { plugin, pt, conversation } = props;
  const { t } = plugin;
  const { channel, state, lines } = conversation;
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
        {[dateOf(t, conversation), t(`channel_${channel}`), state === 'closed' ? '' : pt('isOpen')]
          .filter(Boolean)
          .join(' · ')}
      </Box>
      {lines.map((line, index) => (
        <Box key={index} color={line.by === 'customer' ? 'colorText' : 'colorTextWeak'}>
          {pt('line', { name: nameOf(line), text: line.text || pt('picture') })}
        </Box>
      ))}
    </Box>
  );
};
