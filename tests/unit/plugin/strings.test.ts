import fs from 'node:fs';

import { en } from '../../../src/strings/en';
import { es } from '../../../src/strings/es';
import { ptBR } from '../../../src/strings/ptBR';
import { loadStrings } from '../../../src/strings/loadStrings';
import { startStringsFor } from '../../../src/strings/startStrings';
import { createTranslate } from '../../../src/strings/translate';
import { localeTag } from '../../../src/flex/locale';
import { createManager } from './support/createManager';
import { stringTables } from './support/stringTables';

type Strings = Record<string, string>;

const placeholders = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('strings', () => {
  it.each(
    stringTables.flatMap(({ part, en: english, es: spanish, ptBR: portuguese }): [string, Strings, Strings][] => [
      [`${part}, es`, english, spanish],
      [`${part}, pt-BR`, english, portuguese],
    ]),
  )('%s has the keys and placeholders of English', (_, english, table) => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(english)) {
      const translated = table[key] ?? '';
      expect(translated.trim()).not.toBe('');
      // What it says it is.
      if (key === 'language') continue;
      expect([key, placeholders(translated)]).toEqual([key, placeholders(text)]);
    }
  });

  it.each([
    ['en-US', en],
    ['es-MX', es],
    ['es', es],
    ['pt-BR', ptBR],
    ['pt', ptBR],
    ['ja-JP', en],
    ['', en],
  ])('for %s', async (tag, table) => {
    expect(await loadStrings(tag)).toBe(table);
    expect(table).toMatchObject(startStringsFor(tag));
  });

  it.each([
    ['the person’s choice', { localeTag: 'es-MX', localeSource: 'user preference' }, 'pt-BR', 'es-MX'],
    [
      'the account’s language before Flex’s default',
      { localeTag: 'en-US', localeSource: 'flex default' },
      'pt-BR',
      'pt-BR',
    ],
    ['Flex’s default', { localeTag: 'en-US', localeSource: 'flex default' }, undefined, 'en-US'],
    ['English', undefined, undefined, 'en-US'],
  ])('takes %s', (_, localization, language, expected) => {
    expect(localeTag(createManager({ localization, configuration: { language } }).manager)).toBe(expected);
  });

  it('fills in placeholders and keeps those that nobody fills', () => {
    const t = createTranslate(en);
    expect(t('characters', { count: 3, limit: 1600 })).toBe('3 of 1600 characters');
    expect(t('characters', { count: 3 })).toBe('3 of {{limit}} characters');
  });
});

/**
 * What Flex calls things: its string of that name, the word in it, and the same word in Spanish and Portuguese. Flex's
 * package has English alone; the other languages it loads from Twilio's servers when an agent chooses them. Their terms
 * here are those of es-MX and pt-BR in Twilio's own translation of Flex UI:
 * https://github.com/twilio-professional-services/plugin-flex-localization (default/assets). Where that has two words for
 * one thing, it is the one that fits a heading: its "Concluir" and "FINALIZAR" for wrapping up are also its words for
 * completing, so ours is "cierre", as in Twilio's plugin-wrap-up-disposition.
 */
const TERMS: [string, RegExp, RegExp, RegExp][] = [
  ['WorkerDirectoryQueuesTabLabel', /\bqueues?\b/i, /\bcolas?\b/i, /\bfilas?\b/i],
  ['WorkerDirectoryAgentsTabLabel', /\bagents?\b/i, /\bagentes?\b/i, /\bagentes?\b/i],
  ['TaskCannotBeTransferredNotification', /\btasks?\b/i, /\btareas?\b/i, /\btarefas?\b/i],
  ['AcceptTaskTooltip', /\baccept/i, /\bacept/i, /\baceit/i],
  ['RejectTaskTooltip', /\breject/i, /\brechaz/i, /\brejeit/i],
  ['TaskHeaderTaskActionMenuTransferLabel', /\btransfer/i, /\btransf(er|i[eé]r)/i, /\btransf(er|ir)/i],
  ['TaskHeaderComplete', /\bcomplete\b/i, /\bcomplet/i, /\bconclu/i],
  ['TaskHeaderWrapup', /\bwrap/i, /\bcierre\b/i, /\bencerra/i],
  ['TaskCanceled', /\bcancel/i, /\bcancel/i, /\bcancel/i],
  ['SideNavTeamsView', /\bTeams\b/, /\bEquipos\b/, /\bEquipes\b/],
  ['QueuesStatsHeaderAgentsAvailable', /\bavailable\b/i, /\bdisponibles?\b/i, /\b(in)?dispon/i],
  ['WorkerCanvasSkillsHeader', /\bskills?\b/i, /\bhabilidad/i, /\bhabilidade/i],
];

/** Flex's other words for what it calls by one above; a carrier is no "operator" who speaks with customers. */
const NOT_OURS: [keyof Omit<(typeof stringTables)[number], 'part'>, RegExp][] = [
  ['en', /\boperators?\b|\bcall off\b|\bcancelled\b|\bcentre\b|\bany more\b/i],
  ['es', /\btrabajador|\bcompetencia|\babandon|\bañad|\brellen/i],
  ['ptBR', /\btrabalhador|\bcompetência|\brecus(ou|ar) (a|esta) tarefa/i],
];

describe('the terms of Flex', () => {
  const bundle = fs.readFileSync(require.resolve('@twilio/flex-ui/bundle/twilio-flex.prod.js'), 'utf8');
  const withoutPlaceholders = (text: string) => text.replace(/\{\{.*?\}\}/g, '');

  it.each(TERMS)('%s', (flexString, english, spanish, portuguese) => {
    expect(new RegExp(`\\b${flexString}:"([^"]*)"`).exec(bundle)?.[1]).toMatch(english);
    const meant = stringTables.flatMap(({ en: table, es: inSpanish, ptBR: inPortuguese }) =>
      Object.entries(table)
        .filter(([, text]) => english.test(withoutPlaceholders(text)))
        .map(([key, text]) => ({ text, es: inSpanish[key] ?? '', ptBR: inPortuguese[key] ?? '' })),
    );
    expect(meant).not.toEqual([]);
    expect(meant.filter((item) => !spanish.test(item.es) || !portuguese.test(item.ptBR))).toEqual([]);
  });

  it.each(NOT_OURS)('and no other ones in %s', (language, words) => {
    const all = stringTables.flatMap((tables) => Object.values(tables[language]));
    expect(all.filter((text) => words.test(text))).toEqual([]);
  });
});
