import React from 'react';
import fc from 'fast-check';
import { fireEvent, render, screen } from '@testing-library/react';

import { TemplatePreview } from '../../../../../src/components/TemplateFields/TemplatePreview';
import { isFilledIn } from '../../../../../src/components/TemplateFields/templateChoice';
import { variableLabels } from '../../../../../src/components/TemplateFields/variableLabels';
import type { Template } from '../../../../../src/contract/templates';
import { variableProblem } from '../../../../../src/contract/templates';
import { parseContentVariables, renderContent } from '../../../../../sandbox/src/services/content/renderContent';
import { templateContent } from '../../../../../serverless/src/templates/templateContent';
import { holds } from '../../../../support/holds';
import { NOT_OFFERED, OFFERED } from '../../../templateTable';
import type { TemplateCase } from '../../../templateTable';
import { en } from '../../../../../src/strings/en';
import { createTranslate } from '../../../../../src/strings/translate';

/** As the backend gives it to the panel. */
function offered({ types }: TemplateCase): Template {
  const content = templateContent(types);
  if (!content) throw new Error('not offered');
  const { names, ...shown } = content;
  const variables = names.map((name) => ({ name, example: '' }));
  return { ...shown, contentSid: 'HX1', name: 'one', language: 'en', variables };
}

/** As the sandbox sends it, which knows nothing of our reading. */
function sent({ types, values = {} }: TemplateCase) {
  const now = new Date();
  const approval = {
    name: '',
    category: '',
    status: 'approved',
    rejectionReason: '',
    allowCategoryChange: true,
  } as const;
  const template = { sid: 'HX1', friendlyName: 'one', language: 'en', variables: {}, types, approval };
  return renderContent({ ...template, dateCreated: now, dateUpdated: now }, values, 'whatsapp')!;
}

const show = (one: TemplateCase): HTMLElement => {
  const choice = { contentSid: 'HX1', contentVariables: one.values ?? {} };
  render(<TemplatePreview template={offered(one)} choice={choice} t={createTranslate(en)} />);
  return screen.getByRole('group');
};

it.each(Object.entries(OFFERED))('%s is shown as the customer gets it, to the letter and in its order', (_, one) => {
  const preview = show(one);
  const { body, mediaUrls, actions } = sent(one);
  const places: Element[] = [...preview.querySelectorAll('div, img, video')];
  let last = -1;
  const next = (isIt: (element: Element) => boolean, what: string) => {
    const at = places.findIndex((element, index) => index > last && isIt(element));
    if (at < 0) throw new Error(`${what} is not shown, or not in its place`);
    last = at;
  };
  for (const url of mediaUrls) next((one) => (one.getAttribute('src') ?? one.textContent) === url, url);
  // Title, text and footer are lines of their own; the sandbox joins them by line breaks.
  const inOneLine = (text: string | null) => (text ?? '').replace(/\n/g, '');
  expect(inOneLine(preview.textContent)).toContain(inOneLine(body));
  for (const { title, url, phone } of actions) {
    next(({ textContent, children }) => textContent === title && children.length === 0, title);
    if (url ?? phone) next(({ textContent }) => textContent === (url ?? phone), 'where it leads');
  }
});

it.each(Object.entries(OFFERED))('%s asks for each value that it needs, and for no other', (_, one) => {
  const template = offered(one);
  expect(template.variables.map(({ name }) => name).sort()).toEqual(Object.keys(one.values ?? {}).sort());
  expect(isFilledIn(template, { contentSid: 'HX1', contentVariables: one.values ?? {} })).toBe(true);
  for (const name of Object.keys(one.values ?? {})) {
    const contentVariables = { ...one.values, [name]: '' };
    expect(isFilledIn(template, { contentSid: 'HX1', contentVariables })).toBe(false);
  }
});

it.each(Object.entries(NOT_OFFERED))('%s is not offered', (_, { types, approved }) => {
  expect(templateContent(types, approved)).toBeUndefined();
});

it('a variable without a value stands as it is, whatever is not to be seen in it', () => {
  const one = { types: { 'twilio/text': { body: 'Hello {{1}}' } }, values: { 1: '\u200b ' } };
  expect(show(one)).toHaveTextContent('Hello {{1}}');
});

it('the line breaks of a text are those of the message', () => {
  expect(show(OFFERED['a text of several lines']!).textContent).toContain('Hello\n\nA\tand B');
});

it('a picture that cannot be loaded is told by its address', () => {
  const preview = show(OFFERED['a picture']!);
  fireEvent.error(preview.querySelector('img')!);
  expect(preview.querySelector('img')).toBeNull();
  expect(preview).toHaveTextContent('https://cdn.example.com/shop.png');
});

it('whatever value we take, Twilio takes', () => {
  const piece = fc.oneof(
    fc.constantFrom(' ', '  ', '\t', '\n', '\u2028', '\u200b', '\u00a0'),
    fc.string({ unit: 'binary' }),
  );
  const value = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  holds(
    fc.property(value, (one) => {
      if (variableProblem(one) !== undefined) return;
      expect(parseContentVariables(JSON.stringify({ 1: one }))).toEqual({ 1: one });
    }),
  );
});

describe('a value that Twilio refuses (21656, 21658), or takes', () => {
  it.each<[value: string, problem: ReturnType<typeof variableProblem>]>([
    ['', 'blank'],
    [' ', 'blank'],
    ['\n', 'blank'],
    ['\t', 'blank'],
    ['\u00a0', 'blank'],
    ['\u200b', 'blank'],
    ['\ufeff', 'blank'],
    ['\u3164', 'blank'],
    ['\u2800', 'blank'],
    ['\u{e0101}', 'blank'],
    ['     ', 'blank'],
    ['a\nb', 'format'],
    ['a\r\nb', 'format'],
    ['a\rb', 'format'],
    ['a\tb', 'format'],
    ['\ta', 'format'],
    ['a\n', 'format'],
    ['a     b', 'format'],
    ['a      ', 'format'],
    ['a\u2028b', 'format'],
    ['a\u2029b', 'format'],
    ['a\u0085b', 'format'],
    ['a\u000bb', 'format'],
    ['a\u0000b', 'format'],
    ['a'.repeat(1_601), 'long'],
    ['👍'.repeat(801), 'long'],
    ['a'.repeat(1_600), undefined],
    ['a    b', undefined],
    ['  Sam  ', undefined],
    ['people’s “own”', undefined],
    ["people's", undefined],
    ['"{\\}"', undefined],
    ['{{1}}', undefined],
    ['a\u00a0\u00a0\u00a0\u00a0\u00a0b', undefined],
    ['null', undefined],
    ['0', undefined],
    ['👩‍👩‍👧', undefined],
  ])('%j: %s', (value, problem) => {
    expect(variableProblem(value)).toBe(problem);
  });
});

describe('the field of a variable is called', () => {
  const named = (texts: Partial<Template>, examples: Record<string, string>) =>
    Object.values(
      variableLabels(createTranslate(en), {
        ...{ contentSid: 'HX1', name: 'one', language: 'en', media: [], body: '', buttons: [], items: [] },
        ...texts,
        variables: Object.entries(examples).map(([name, example]) => ({ name, example })),
      }),
    );
  const body = 'Hello {{1}}, your order {{2}} is ready.\n{{3}}';

  it.each<[string, Partial<Template>, Record<string, string>, string[]]>([
    ['as the template calls it', { body }, { first_name: '', orderNumber: '' }, ['First name', 'Order number']],
    ['by an example that is a name', { body }, { 1: 'first_name', 2: 'order_number' }, ['First name', 'Order number']],
    [
      'by the words around it, not over another or a line’s end',
      { body },
      { 1: 'Maria', 2: 'A-1042' },
      ['“Hello …, your order”', '“your order … is ready”'],
    ],
    [
      'by the words of its own sentence',
      { body: 'Good news! Come on {{1}}. Does this suit you?' },
      { 1: 'Monday' },
      ['“Come on …”'],
    ],
    ['by its number, where it stands alone', { body }, { 3: 'see you' }, ['Field 3']],
    [
      'by the address that a button opens',
      { buttons: [{ text: 'Track it', opens: 'https://example.com/{{1}}' }] },
      { 1: '4711' },
      ['“https://example.com/…”'],
    ],
    ['twice the same', { body: 'Dear {{1}}\nDear {{2}}' }, { 1: '', 2: '' }, ['“Dear …”', '“Dear …” (2)']],
  ])('%s', (_, texts, examples, labels) => {
    expect(named(texts, examples)).toEqual(labels);
  });
});
