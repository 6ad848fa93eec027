import { en } from '../../../src/strings/en';
import { es } from '../../../src/strings/es';
import { ptBR } from '../../../src/strings/ptBR';
import { en as consentEn } from '../../../src/strings/consent/en';
import { es as consentEs } from '../../../src/strings/consent/es';
import { ptBR as consentPtBR } from '../../../src/strings/consent/ptBR';
import { en as timeEn } from '../../../src/strings/customerTime/en';
import { es as timeEs } from '../../../src/strings/customerTime/es';
import { ptBR as timePtBR } from '../../../src/strings/customerTime/ptBR';
import { en as lineEn } from '../../../src/strings/lineNote/en';
import { es as lineEs } from '../../../src/strings/lineNote/es';
import { ptBR as linePtBR } from '../../../src/strings/lineNote/ptBR';
import { en as notesEn } from '../../../src/strings/notes/en';
import { es as notesEs } from '../../../src/strings/notes/es';
import { ptBR as notesPtBR } from '../../../src/strings/notes/ptBR';
import { en as pastEn } from '../../../src/strings/pastConversations/en';
import { es as pastEs } from '../../../src/strings/pastConversations/es';
import { ptBR as pastPtBR } from '../../../src/strings/pastConversations/ptBR';
import { en as settingsEn } from '../../../src/strings/settings/en';
import { es as settingsEs } from '../../../src/strings/settings/es';
import { ptBR as settingsPtBR } from '../../../src/strings/settings/ptBR';
import { en as teamsEn } from '../../../src/strings/teams/en';
import { es as teamsEs } from '../../../src/strings/teams/es';
import { ptBR as teamsPtBR } from '../../../src/strings/teams/ptBR';
import { en as traceEn } from '../../../src/strings/trace/en';
import { es as traceEs } from '../../../src/strings/trace/es';
import { ptBR as tracePtBR } from '../../../src/strings/trace/ptBR';
import { loadStrings } from '../../../src/strings/loadStrings';
import { en as peopleEn } from '../../../src/strings/people/en';
import { es as peopleEs } from '../../../src/strings/people/es';
import { ptBR as peoplePtBR } from '../../../src/strings/people/ptBR';
import { en as wrapUpEn } from '../../../src/strings/wrapUp/en';
import { es as wrapUpEs } from '../../../src/strings/wrapUp/es';
import { ptBR as wrapUpPtBR } from '../../../src/strings/wrapUp/ptBR';
import { startStringsFor } from '../../../src/strings/startStrings';
import { createTranslate } from '../../../src/strings/translate';
import { localeTag } from '../../../src/flex/locale';
import { createManager } from './support/createManager';

const placeholders = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('strings', () => {
  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['es', en, es],
    ['pt-BR', en, ptBR],
    ['es of people', peopleEn, peopleEs],
    ['pt-BR of people', peopleEn, peoplePtBR],
    ['es of notes', notesEn, notesEs],
    ['pt-BR of notes', notesEn, notesPtBR],
    ['es of past conversations', pastEn, pastEs],
    ['pt-BR of past conversations', pastEn, pastPtBR],
    ['es of consent', consentEn, consentEs],
    ['pt-BR of consent', consentEn, consentPtBR],
    ['es of the customer’s time', timeEn, timeEs],
    ['pt-BR of the customer’s time', timeEn, timePtBR],
    ['es of a line', lineEn, lineEs],
    ['pt-BR of a line', lineEn, linePtBR],
    ['es of wrap-up', wrapUpEn, wrapUpEs],
    ['pt-BR of wrap-up', wrapUpEn, wrapUpPtBR],
    ['es of settings', settingsEn, settingsEs],
    ['pt-BR of settings', settingsEn, settingsPtBR],
    ['es of Teams View', teamsEn, teamsEs],
    ['pt-BR of Teams View', teamsEn, teamsPtBR],
    ['es of the message trace', traceEn, traceEs],
    ['pt-BR of the message trace', traceEn, tracePtBR],
  ])('%s has the keys and placeholders of English', (_, english, table) => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(english)) {
      const translated = table[key] ?? '';
      expect(translated.trim()).not.toBe('');
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
