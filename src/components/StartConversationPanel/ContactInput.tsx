import React, { useEffect, useRef, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Input } from '@twilio-paste/core/input';

import type { Contact } from '../../contacts/ContactProvider';
import type { ContactProviders } from '../../contacts/contactProviders';
import type { Translate } from '../../strings/translate';

/** Milliseconds without a key until contacts are looked for. */
const PAUSE = 250;
const MOST_SUGGESTIONS = 6;

interface ContactInputProps {
  control: { id: string; required: boolean; hasError: boolean; 'aria-describedby': string };
  inputRef: React.Ref<HTMLInputElement>;
  type: 'tel' | 'text';
  value: string;
  readOnly: boolean;
  contacts: ContactProviders;
  t: Translate;
  onChange: (value: string) => void;
  /** Resolves a pasted text to what is to stand there; undefined leaves it to the browser. */
  clean: (pasted: string) => string | undefined;
  onPick: (contact: Contact) => void;
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
  const [found, setFound] = useState<Contact[]>([]);
  const [active, setActive] = useState(-1);
  const listId = `${control.id}-contacts`;
  const isOpen = wanted !== undefined && found.length > 0 && !readOnly;
  const searches = useRef(0);

  useEffect(() => {
    if (wanted === undefined) {
      return undefined;
    }
    const search = ++searches.current;
    const timer = setTimeout(() => {
      void contacts.search(wanted, MOST_SUGGESTIONS).then((result) => {
        if (search === searches.current) {
          setFound(result);
          setActive(-1);
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
    setFound([]);
    setActive(-1);
  };

  const pick = (contact: Contact | undefined) => {
    if (contact) {
      props.onTyping(false);
      props.onPick(contact);
    }
    close();
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown' && !isOpen && !readOnly) {
      event.preventDefault();
      setWanted(value);
      return;
    }
    if (!isOpen) {
      return;
    }
    const moves: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      setActive((active + move + found.length) % found.length);
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      pick(found[active]);
    } else if (event.key === 'Escape') {
      close();
    }
  };

  return (
    <Box position="relative">
      <Input
        {...control}
        ref={props.inputRef}
        type={props.type}
        autoComplete="off"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={isOpen && active >= 0 ? `${listId}-${active}` : undefined}
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
      <Box
        id={listId}
        role="listbox"
        aria-label={t('contacts')}
        display={isOpen ? 'block' : 'none'}
        position="absolute"
        zIndex="zIndex10"
        left={0}
        right={0}
        padding="space20"
        backgroundColor="colorBackgroundBody"
        borderStyle="solid"
        borderWidth="borderWidth10"
        borderColor="colorBorderWeak"
        borderRadius="borderRadius20"
        boxShadow="shadow"
        style={{ maxHeight: 220, overflowY: 'auto' }}
      >
        {(isOpen ? found : []).map((contact, index) => (
          // The keyboard works by the input, which keeps the focus.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={`${contact.channel ?? ''}:${contact.to}`}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(contact)}
          >
            <Box
              padding="space30"
              borderRadius="borderRadius20"
              backgroundColor={index === active ? 'colorBackgroundStrong' : 'colorBackgroundBody'}
              color="colorText"
              fontSize="fontSize30"
              lineHeight="lineHeight20"
              cursor="pointer"
            >
              {[contact.name, contact.to, contact.channel && t(`channel_${contact.channel}`)]
                .filter(Boolean)
                .join(' · ')}
            </Box>
          </div>
        ))}
      </Box>
    </Box>
  );
};
