import { containsWords } from '../../../serverless/src/inbound/containsWords';
import { decide } from '../../../serverless/src/inbound/decide';
import type { Inbound } from '../../../src/settings/settingsSchema';

describe('words in a message', () => {
  it.each([
    ['Where is my INVOICE?', ['invoice'], true],
    ['my invoices', ['invoice'], false],
    ['my invoices', ['invoice*'], true],
    ['¿Mi factúra?', ['factura'], true],
    ['mi factura', ['FACTÚRA'], true],
    ['Straße', ['strasse'], false],
    ['refund, please', ['refund please'], true],
    ['please refund', ['refund please'], false],
    ['see bit.ly/abc', ['bit.ly'], true],
    ['rebitly', ['bit.ly'], false],
    ['バスの返金について', ['*返金*'], true],
    ['मेरा बिल', ['बिल'], true],
    ['a+b (c)', ['(c)'], true],
    ['anything', ['*'], false],
    ['the bitcoin', ['*coin'], true],
    ['win big money', ['win * money'], true],
    ['win', ['win *'], false],
    ['anything', [' ', '…'], false],
    ['', ['x'], false],
    ['one two', ['zero', 'two'], true],
    ['ｆｒｅｅ money', ['free money'], true],
  ])('%s with %j: %s', (text, words, contained) => {
    expect(containsWords(text, words)).toBe(contained);
  });

  it('takes no time over a text that is made to take some', () => {
    const start = Date.now();
    containsWords('a'.repeat(1_600), [`${'a*'.repeat(6)}b`]);
    expect(Date.now() - start).toBeLessThan(2_000);
  });
});

describe('what becomes of a message', () => {
  const always = [{ from: '00:00', to: '00:00' }];
  const open = { mon: always, tue: always, wed: always, thu: always, fri: always, sat: always, sun: always };
  const closed = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  const hours = { timeZone: 'UTC', days: closed, holidays: [], answer: 'At nine.', outOfHours: 'task' as const };
  const keywords = [
    { words: ['invoice', 'bill'], queueSid: 'WQ1' },
    { words: ['invoice', 'parcel'], queueSid: 'WQ2' },
  ];
  const inbound = (change: Partial<Inbound> = {}): Inbound => ({
    ...{ spam: ['casino'], keywords, businessHours: undefined, lastAgentFirst: true },
    ...change,
  });
  const task = { kind: 'task', queueSid: undefined, answer: undefined };

  it.each<[string, string, Partial<Inbound>, object]>([
    ['nothing in it', 'Hello', {}, task],
    ['a file alone', '', {}, task],
    ['a keyword', 'My parcel', {}, { ...task, queueSid: 'WQ2' }],
    ['two keywords: the first of the settings', 'My parcel and my bill', {}, { ...task, queueSid: 'WQ1' }],
    ['spam with a keyword', 'Casino bill', {}, { kind: 'ignore' }],
    ['open', 'Hello', { businessHours: { ...hours, days: open } }, task],
    ['closed', 'My parcel', { businessHours: hours }, { kind: 'task', queueSid: 'WQ2', answer: 'At nine.' }],
    [
      'closed, and only answered',
      'My parcel',
      { businessHours: { ...hours, outOfHours: 'answerOnly' } },
      { kind: 'answerOnly', answer: 'At nine.' },
    ],
    [
      'closed, without a word',
      'Hello',
      { businessHours: { ...hours, answer: undefined, outOfHours: 'answerOnly' } },
      { kind: 'answerOnly', answer: undefined },
    ],
    ['spam while closed', 'casino', { businessHours: hours }, { kind: 'ignore' }],
  ])('%s', (_, text, change, decision) => {
    expect(decide(inbound(change), text, new Date('2026-01-12T12:00:00Z'))).toEqual(decision);
  });
});
