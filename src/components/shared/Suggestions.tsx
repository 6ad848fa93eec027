import React, { useEffect, useState } from 'react';

import { Box } from '@twilio-paste/core/box';

export interface Suggestions<Item> {
  items: readonly Item[];
  /** The one that the arrow keys have come to; -1 for none. */
  active: number;
  /** Arrows choose, Enter and Tab pick what is chosen, Escape closes. Says whether the key was meant for the list. */
  onKeyDown: (event: React.KeyboardEvent) => boolean;
  pick: (item: Item | undefined) => void;
}

/** The keys of a list whose field keeps the focus: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
export function useSuggestions<Item>(
  items: readonly Item[],
  { first, pick, close }: { first: number; pick: (item: Item) => void; close: () => void },
): Suggestions<Item> {
  const [active, setActive] = useState(first);
  useEffect(() => setActive(first), [items, first]);

  const pickAndClose = (item: Item | undefined) => {
    close();
    if (item !== undefined) {
      pick(item);
    }
  };
  const onKeyDown = (event: React.KeyboardEvent): boolean => {
    const moves: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    const isPick =
      (event.key === 'Enter' || event.key === 'Tab') &&
      active >= 0 &&
      !event.ctrlKey &&
      !event.metaKey &&
      !event.shiftKey;
    if (items.length === 0 || !(move !== undefined || isPick || event.key === 'Escape')) {
      return false;
    }
    event.preventDefault();
    if (move !== undefined) {
      setActive((active + move + items.length) % items.length);
    } else {
      pickAndClose(isPick ? items[active] : undefined);
    }
    return true;
  };
  return { items, active, onKeyDown, pick: pickAndClose };
}

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** Under a field that is being filled in, over what follows it. It is there while it is empty, too, for the field to name. */
export function SuggestionList<Item>(props: {
  id: string;
  label: string;
  suggestions: Suggestions<Item>;
  /** Over its field, where there is no room beneath. */
  isAbove?: boolean;
  children: (item: Item) => React.ReactNode;
}): React.ReactElement {
  const { id, label, suggestions, isAbove, children } = props;
  const { items, active, pick } = suggestions;
  useEffect(() => {
    document.getElementById(optionId(id, active))?.scrollIntoView?.({ block: 'nearest' });
  }, [id, active, items]);
  return (
    <Box
      id={id}
      role="listbox"
      aria-label={label}
      display={items.length > 0 ? 'block' : 'none'}
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
      style={{ maxHeight: 220, overflowY: 'auto', ...(isAbove ? { bottom: '100%' } : {}) }}
    >
      {items.map((item, index) => (
        // The keyboard works by the field, which keeps the focus.
        <div
          key={index}
          id={optionId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => pick(item)}
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
            {children(item)}
          </Box>
        </div>
      ))}
    </Box>
  );
}
