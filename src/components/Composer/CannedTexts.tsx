import React, { useEffect, useMemo, useRef, useState } from 'react';

import { ScreenReaderOnly } from '@twilio-paste/core/screen-reader-only';
import { Text } from '@twilio-paste/core/text';
import { useUID } from '@twilio-paste/core/uid-library';

import { setComposerText } from '../../flex/composer';
import { agentName } from '../../flex/worker';
import type { CannedText } from '../../settings/settingsSchema';
import { askedBefore, cannedTextsFor, fillPlaceholders, placeToFill, searchCannedTexts } from '../shared/cannedText';
import type { Asked } from '../shared/cannedText';
import { optionId, SuggestionList, useSuggestions } from '../shared/Suggestions';
import type { ComposerProps } from './Composer';
import type { ConversationCustomer } from './useConversationCustomer';

const NONE: readonly CannedText[] = [];

interface CannedTextsProps extends ComposerProps {
  customer: ConversationCustomer;
  /** Where this part stands, near Flex's field. */
  place: React.RefObject<HTMLElement>;
}

/** The nearest field of a text. */
function fieldNear(place: HTMLElement | null): HTMLTextAreaElement | null {
  for (let at = place; at && at !== document.body; at = at.parentElement) {
    const field = at.querySelector('textarea');
    if (field) return field;
  }
  return null;
}

/**
 * A slash in Flex's field offers the contact centre's texts, as in the panel. The field is Flex's: what happens in it is
 * listened to, and what goes into it goes by Flex's Action.
 */
export const CannedTexts = (props: CannedTextsProps): React.ReactElement => {
  const { plugin, conversationSid, customer, place } = props;
  const { manager, settings, t } = plugin;
  const { channel, from, name } = customer;
  const listId = useUID();
  const field = useRef<HTMLTextAreaElement | null>(null);
  const [asked, setAsked] = useState<Asked>();
  /** The slash that was one after all: the list was closed at it. */
  const [plainSlash, setPlainSlash] = useState<number>();
  const texts = useMemo(() => cannedTextsFor(channel, settings.cannedTexts), [channel, settings.cannedTexts]);
  const found = useMemo(
    () => (asked && asked.from !== plainSlash ? searchCannedTexts(texts, asked.words) : NONE),
    [asked, plainSlash, texts],
  );

  const insert = async ({ text }: CannedText, { from: start, to: end }: Asked): Promise<void> => {
    const area = field.current;
    if (!area) return;
    const sender = settings.senders.find((one) => one.channel === channel && one.address === from);
    const values = { customerName: name, agentName: agentName(manager), senderName: sender?.name ?? '' };
    const filled = fillPlaceholders(text, values);
    const body = area.value.slice(0, start) + filled + area.value.slice(end);
    const [first, last] = placeToFill(filled);
    await setComposerText(plugin, conversationSid, body, [start + first, start + last]);
    area.focus();
    area.setSelectionRange(start + first, start + last);
  };
  const suggestions = useSuggestions(found, {
    first: 0,
    close: () => setPlainSlash(asked?.from),
    pick(text) {
      if (!asked) return;
      setAsked(undefined);
      setPlainSlash(undefined);
      insert(text, asked).catch((error: unknown) =>
        console.warn('[Messaging Controls] a prepared text could not be inserted', error),
      );
    },
  });

  /** What the listeners do now. */
  const doing = useRef<{ onInput: () => void; onKeyDown: (event: KeyboardEvent) => void }>();
  doing.current = {
    onInput() {
      const area = field.current;
      if (!area) return;
      setAsked(askedBefore(area.selectionEnd, area.value));
      if (area.value[plainSlash ?? -1] !== '/') setPlainSlash(undefined);
    },
    onKeyDown(event) {
      // Before Flex, where Enter would send what has been typed.
      if (suggestions.onKeyDown(event as unknown as React.KeyboardEvent)) event.stopPropagation();
    },
  };
  // Not before the place stands in the page, around this part.
  useEffect(() => {
    const area = fieldNear(place.current);
    field.current = area;
    if (!area) return undefined;
    const onInput = (): void => doing.current?.onInput();
    const onKeyDown = (event: KeyboardEvent): void => doing.current?.onKeyDown(event);
    const onBlur = (): void => setAsked(undefined);
    area.addEventListener('input', onInput);
    area.addEventListener('keydown', onKeyDown);
    area.addEventListener('blur', onBlur);
    // Somebody may have been quicker than this chunk.
    if (area === document.activeElement) onInput();
    return () => {
      area.removeEventListener('input', onInput);
      area.removeEventListener('keydown', onKeyDown);
      area.removeEventListener('blur', onBlur);
    };
  }, [place]);

  const isOpen = found.length > 0;
  const active = isOpen ? optionId(listId, suggestions.active) : undefined;
  useEffect(() => {
    const area = field.current;
    if (!area) return;
    area.setAttribute('aria-autocomplete', 'list');
    if (active === undefined) {
      area.removeAttribute('aria-controls');
      area.removeAttribute('aria-activedescendant');
    } else {
      area.setAttribute('aria-controls', listId);
      area.setAttribute('aria-activedescendant', active);
    }
  }, [active, listId]);

  return (
    <>
      <SuggestionList id={listId} label={t('cannedText')} suggestions={suggestions} isAbove>
        {({ name: title, text }) => (
          <>
            <Text as="strong" fontWeight="fontWeightSemibold">
              {title}
            </Text>{' '}
            {text}
          </>
        )}
      </SuggestionList>
      <ScreenReaderOnly>
        <span role="status">{isOpen ? t('cannedTextsFound', { count: found.length }) : ''}</span>
      </ScreenReaderOnly>
    </>
  );
};
