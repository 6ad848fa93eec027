import React, { useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { HelpText } from '@twilio-paste/core/help-text';
import { Option, Select } from '@twilio-paste/core/select';

import type { ConversationsStringKey } from '../../strings/conversations/conversationsStrings';
import type { Translate } from '../../strings/translate';
import { FormField } from '../shared/FormField';

/** The sentences of this view, beside those of all screens. */
export type ConversationsTranslate = Translate<ConversationsStringKey> & Translate;

export const Row = ({
  children,
  alignItems = 'flex-start',
}: {
  children: React.ReactNode;
  alignItems?: 'flex-start' | 'center';
}): React.ReactElement => (
  <Box display="flex" flexWrap="wrap" columnGap="space40" rowGap="space30" alignItems={alignItems}>
    {children}
  </Box>
);

/** A choice by which the list is narrowed. */
export const FilterField = ({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  onChange: (value: string) => void;
}): React.ReactElement => (
  <Box minWidth="size20">
    <FormField label={label} error={undefined}>
      {(control) => (
        <Select {...control} value={value} onChange={({ target }) => onChange(target.value)}>
          {options.map(([name, text]) => (
            <Option key={name} value={name}>
              {text}
            </Option>
          ))}
        </Select>
      )}
    </FormField>
  </Box>
);

/** Of one page. */
const PAGE = 25;

/** The page of a list that is shown, and what turns it. */
export function usePage<T>(
  t: ConversationsTranslate,
  list: readonly T[],
): { shown: readonly T[]; pager: React.ReactNode } {
  const [wanted, setWanted] = useState(0);
  const pages = Math.max(1, Math.ceil(list.length / PAGE));
  const page = Math.min(wanted, pages - 1);
  const pager =
    pages === 1 ? null : (
      <Row alignItems="center">
        <Button variant="secondary" size="small" disabled={page === 0} onClick={() => setWanted(page - 1)}>
          {t('pageBefore')}
        </Button>
        <HelpText marginTop="space0">{t('page', { page: page + 1, pages })}</HelpText>
        <Button variant="secondary" size="small" disabled={page === pages - 1} onClick={() => setWanted(page + 1)}>
          {t('pageAfter')}
        </Button>
      </Row>
    );
  return { shown: list.slice(page * PAGE, (page + 1) * PAGE), pager };
}

/** Room for the ring of what has the focus, and the cells in line with what stands above. */
const WIDE: React.CSSProperties = { overflowX: 'auto', padding: 4, margin: -4 };
const TABLE: React.CSSProperties = { borderCollapse: 'collapse', width: '100%', textAlign: 'left' };

/** A table that scrolls by itself where there is no room. */
export const Table = ({
  label,
  head,
  children,
}: {
  label: string;
  head: React.ReactNode;
  children: React.ReactNode;
}): React.ReactElement => (
  // Whoever has the keys alone scrolls it too.
  <div style={WIDE} role="region" aria-label={label} tabIndex={0}>
    <table style={TABLE}>
      <thead>
        <tr>{head}</tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);

export const Cell = ({
  as = 'td',
  children,
  ...more
}: {
  as?: 'td' | 'th';
  colSpan?: number;
  scope?: 'col' | 'row';
  'aria-sort'?: 'ascending' | 'descending' | 'none';
  children?: React.ReactNode;
}): React.ReactElement => (
  <Box
    as={as}
    {...more}
    paddingY="space30"
    paddingRight="space40"
    verticalAlign="top"
    fontWeight={as === 'th' && more.scope === 'col' ? 'fontWeightSemibold' : 'fontWeightNormal'}
    borderBottomStyle="solid"
    borderBottomWidth="borderWidth10"
    borderBottomColor="colorBorderWeaker"
  >
    {children}
  </Box>
);
