import { useMemo } from 'react';

import type { ScreenContext } from '../../PluginContext';
import { peopleTranslate } from '../../strings/people/peopleStrings';
import type { PeopleTranslate } from '../../strings/people/peopleStrings';
import { bothOf } from '../../strings/translate';
import type { Translate } from '../../strings/translate';

/** The sentences of this part, beside those of all screens. */
export type PeopleStrings = PeopleTranslate & Translate;

export const usePeopleStrings = ({ locale, t }: ScreenContext): PeopleStrings =>
  useMemo(() => bothOf(peopleTranslate(locale), t), [locale, t]);
