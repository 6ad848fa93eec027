import React, { useEffect, useRef, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Input } from '@twilio-paste/core/input';

import type { ContactProviders } from '../../../contacts/contactProviders';
import { CHANNELS } from '../../../contract/Channel';
import type { Translate } from '../../../strings/translate';
import { optionId, SuggestionList, useSuggestions } from '../../shared/Suggestions';
import { personsOf } from './persons';
import type { Person } from './persons';

/** Milliseconds without a key until contacts are looked for. */
const PAUSE = 250;
const MOST_SUGGESTIONS = 6;
const NOBODY: readonly Person[] = [];

interface ContactInputProps {
  control: { id: string; required: boolean; hasError: boolean; 'aria-describedby': string };
  inputRef: React.Ref<HTMLInputElement>;
  value: string;
  readOnly: boolean;
  contacts: ContactProviders;
  t: Translate;
  onChange: (value: string) => void;
  /** Resolves a pasted text to what is to stand there; undefined leaves it to the browser. */
  clean: (pasted: string) => string | undefined;
  onPick: (person: Person) => void;
  /** Whether it says by itself whom it means. */
  isAddress: boolean;
  /** Enter, where it picks nobody. */
  onEnter: (event: React.KeyboardEvent) => void;
  /** Whether a value is being typed: not one that was picked or pasted, and no longer when the field is left. */
  onTyping: (isTyping: boolean) => void;
}

/**
 * Where the customer is written, with suggestions while it is:
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ with a list that is shown and a value that is free.
 */
export const ContactInput = (props: ContactInputProps): React.ReactElement => {
  const { control, contacts, onChange, readOnly, t, value } = props;
  const [wanted, setWanted] = useState<string>();
  const [found, setFound] = useState(NOBODY);
  const listId = `${control.id}-contacts`;
  const isOpen = wanted !== undefined && found.length > 0 && !readOnly;
  const searches = useRef(0);

  useEffect(() => {
    if (wanted === undefined) {
      return undefined;
    }
    const search = ++searches.current;
    const timer = setTimeout(() => {
      // One person may be there by each channel.
      void contacts.search(wanted, MOST_SUGGESTIONS * CHANNELS.length).then((result) => {
        if (search === searches.current) {
          setFound(personsOf(result).slice(0, MOST_SUGGESTIONS));
        }
      });
    }, PAUSE);
    return () => {
      searches.current += 1;
      clearTimeout(timer);
    };
  }, [contacts, wanted]);

  const close = () => {
    setWanted(undefined);
    setFound(NOBODY);
  };
  const suggestions = useSuggestions(isOpen ? found : NOBODY, {
    // An address of one's own is as good as a suggestion; a name means somebody, where there is one alone.
    first: found.length === 1 && value.trim() !== '' && !props.isAddress ? 0 : -1,
    close,
    pick(person) {
      props.onTyping(false);
      props.onPick(person);
    },
  });

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown' && !isOpen && !readOnly) {
      event.preventDefault();
      setWanted(value);
    } else if (!suggestions.onKeyDown(event) && event.key === 'Enter') {
      props.onEnter(event);
    }
  };

  return (
    <Box position="relative">
      <Input
        {...control}
        ref={props.inputRef}
        type="text"
        autoComplete="off"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={listId}
        data-list={isOpen || undefined}
        aria-activedescendant={suggestions.active >= 0 ? optionId(listId, suggestions.active) : undefined}
        readOnly={readOnly}
        value={value}
        onChange={(event) => {
          props.onTyping(true);
          onChange(event.target.value);
          setWanted(event.target.value);
        }}
        onPaste={(event) => {
          const cleaned = readOnly ? undefined : props.clean(event.clipboardData.getData('text'));
          if (cleaned !== undefined) {
            event.preventDefault();
            props.onTyping(false);
            onChange(cleaned);
            close();
          }
        }}
        onClick={() => setWanted(value)}
        onBlur={() => {
          props.onTyping(false);
          close();
        }}
        onKeyDown={onKeyDown}
      />
      <SuggestionList id={listId} label={t('contacts')} suggestions={suggestions}>
        {({ name, to, channels }) =>
          [name, to, channels.map((channel) => t(`channel_${channel}`)).join(', ')].filter(Boolean).join(' · ')
        }
      </SuggestionList>
    </Box>
  );
};
