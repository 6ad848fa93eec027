import React, { useLayoutEffect, useMemo, useRef, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { ScreenReaderOnly } from '@twilio-paste/core/screen-reader-only';
import { Text } from '@twilio-paste/core/text';
import { TextArea } from '@twilio-paste/core/textarea';
import { useUID } from '@twilio-paste/core/uid-library';

import { MESSAGE_LIMIT } from '../../../contract/messageLimit';
import type { CannedText } from '../../../settings/settingsSchema';
import { FormField } from '../../shared/FormField';
import { optionId, SuggestionList, useSuggestions } from '../../shared/Suggestions';
import { bodyOf, fillIn } from '../form/draft';
import type { FormPartProps } from '../form/formParts';
import { askedBefore, cannedTextsFor, placeToFill, searchCannedTexts } from '../../shared/cannedText';
import type { Asked } from '../../shared/cannedText';
import { useSegments } from './useSegments';

const NONE: readonly CannedText[] = [];

interface TextFieldProps extends FormPartProps {
  /** Of a file, which it goes right after; it may be left out. */
  isCaption: boolean;
}

/** A free text, with what it will cost. A slash, or the button, offers the contact centre's canned texts. */
export const TextField = ({ plugin, form, fixed, errorOf, isCaption }: TextFieldProps): React.ReactElement => {
  const { settings, t } = plugin;
  const { draft, facts } = form;
  const listId = useUID();
  const area = useRef<HTMLTextAreaElement>(null);
  /** What is selected once the text stands there that it belongs to. */
  const selection = useRef<readonly [number, number]>();
  const [asked, setAsked] = useState<Asked>();
  /** The slash that was one after all: the list was closed at it. */
  const [plainSlash, setPlainSlash] = useState<number>();

  const cannedTexts = useMemo(
    () => cannedTextsFor(draft.channel, settings.cannedTexts),
    [draft.channel, settings.cannedTexts],
  );
  const found = useMemo(
    () => (asked && asked.from !== plainSlash && !fixed ? searchCannedTexts(cannedTexts, asked.words) : NONE),
    [asked, plainSlash, fixed, cannedTexts],
  );
  const suggestions = useSuggestions(found, {
    first: 0,
    close: () => setPlainSlash(asked?.from),
    pick({ text }) {
      const filled = fillIn(text, draft, facts);
      const { from, to } = asked ?? { from: 0, to: 0 };
      const [start, end] = placeToFill(filled);
      selection.current = [from + start, from + end];
      form.edit({ body: draft.body.slice(0, from) + filled + draft.body.slice(to) });
      setAsked(undefined);
      setPlainSlash(undefined);
    },
  });
  useLayoutEffect(() => {
    if (selection.current) {
      area.current?.focus();
      area.current?.setSelectionRange(...selection.current);
      selection.current = undefined;
    }
  }, [draft.body]);

  const edit = (body: string, caret: number) => {
    form.edit({ body });
    setAsked(askedBefore(caret, body));
    if (body[plainSlash ?? -1] !== '/') {
      setPlainSlash(undefined);
    }
  };
  const ask = () => {
    const caret = area.current?.selectionEnd ?? draft.body.length;
    const before = draft.body.slice(0, caret);
    const slash = before === '' || /\s$/.test(before) ? '/' : ' /';
    selection.current = [caret + slash.length, caret + slash.length];
    setPlainSlash(undefined);
    edit(before + slash + draft.body.slice(caret), caret + slash.length);
  };

  const body = bodyOf(draft, facts);
  const count = t('characters', { count: body.length, limit: MESSAGE_LIMIT });
  const segments = useSegments(t, draft.channel === 'sms' ? body : '');
  const help = segments ? `${count} · ${segments}` : count;
  const isOpen = found.length > 0;

  return (
    <Box position="relative">
      {/* Before the text, as it is seen: who has written goes on to what comes after. */}
      {cannedTexts.length > 0 ? (
        <>
          <Box position="absolute" top="0" right="0">
            <Button variant="link" disabled={fixed} onClick={ask}>
              {t('cannedText')}
            </Button>
          </Box>
          <ScreenReaderOnly>
            <span role="status">{isOpen ? t('cannedTextsFound', { count: found.length }) : ''}</span>
          </ScreenReaderOnly>
        </>
      ) : null}
      <FormField
        label={t(isCaption ? 'caption' : 'firstMessage')}
        requiredLabel={isCaption ? undefined : t('required')}
        help={isCaption ? `${t('captionHelp')} · ${help}` : help}
        error={errorOf('body')}
      >
        {(control) => (
          <Box position="relative">
            <TextArea
              {...control}
              ref={area}
              rows={3}
              readOnly={fixed}
              value={draft.body}
              aria-autocomplete={cannedTexts.length > 0 ? 'list' : undefined}
              aria-controls={isOpen ? listId : undefined}
              data-list={isOpen || undefined}
              aria-activedescendant={isOpen ? optionId(listId, suggestions.active) : undefined}
              onChange={(event) => edit(event.target.value, event.target.selectionEnd)}
              onKeyDown={suggestions.onKeyDown}
              onBlur={() => setAsked(undefined)}
            />
            <SuggestionList id={listId} label={t('cannedText')} suggestions={suggestions}>
              {({ name, text }) => (
                <>
                  <Text as="strong" fontWeight="fontWeightSemibold">
                    {name}
                  </Text>{' '}
                  {text}
                </>
              )}
            </SuggestionList>
          </Box>
        )}
      </FormField>
    </Box>
  );
};
