import { readInput } from '../../../serverless/src/runtime/readInput';
import { interactionsRequest } from '../../../src/contract/startConversation';

const REQUEST_ID = '7E57D004-2B97-4E7A-B45F-5387367791CD';
const valid = { requestId: REQUEST_ID, channel: 'sms', to: '+14155550143', from: '+14155550100', body: 'Hello' };

const FORM = 'application/x-www-form-urlencoded; charset=UTF-8';

const read = (body: object, headers: Record<string, string> = { origin: 'https://flex.twilio.com' }) =>
  readInput(interactionsRequest, {
    request: { headers: { 'content-type': FORM, ...headers }, cookies: {} },
    Token: 'a token',
    ...body,
  });

describe('the body of a request to start a conversation', () => {
  it('is taken without anything that does not belong to it', () => {
    expect(read({ ...valid, to: ' +14155550143 ', customerName: ' Sam ', workerSid: 'WK1' })).toEqual({
      ok: true,
      value: { ...valid, requestId: REQUEST_ID.toLowerCase(), customerName: 'Sam' },
    });
  });

  it.each<readonly [object, object]>([
    [{ requestId: 'once' }, { code: 'REQUEST_INVALID' }],
    [{ requestId: undefined }, { code: 'REQUEST_INVALID' }],
    [{ channel: 'fax' }, { code: 'REQUEST_INVALID' }],
    [{ customerName: 'x'.repeat(201) }, { code: 'REQUEST_INVALID', field: 'customerName' }],
    [{ to: undefined }, { code: 'NUMBER_INVALID', field: 'to' }],
    [{ to: ' ' }, { code: 'NUMBER_INVALID', field: 'to' }],
    [{ from: undefined }, { code: 'SENDER_NOT_ALLOWED', field: 'from' }],
    [{ body: undefined }, { code: 'MESSAGE_EMPTY', field: 'body' }],
    [{ body: ' \n ' }, { code: 'MESSAGE_EMPTY', field: 'body' }],
    // White space, formats, and letters that are drawn as nothing.
    ...[
      '\u200b',
      '\u2060\ufeff',
      '\u00ad',
      '\u00a0\u3000',
      '\u2800',
      '\u3164',
      '\u115f\u1160',
      '\uffa0',
      '\ufe0f',
      '\u034f',
    ]
      .concat(['\u180e', '\u2028\u2029', '\u{e0020}\u{e007f}', '\u202e\u202c', '\u2062', '\t\u200d\n'])
      .map((body) => [{ body }, { code: 'MESSAGE_EMPTY', field: 'body' }] as const),
    ...['', ' ', '\u200b', 'a\tb', 'a\nb', 'a\r\nb', 'a     b', 'a\u2028b', 7, null, ['a'], { a: 'b' }].map(
      (value) =>
        [
          { body: undefined, contentSid: `HX${'0'.repeat(32)}`, contentVariables: JSON.stringify({ 1: value }) },
          { code: 'TEMPLATE_VARIABLES_MISSING', field: 'contentVariables' },
        ] as const,
    ),
    [{ body: 'x'.repeat(1601) }, { code: 'MESSAGE_TOO_LONG', field: 'body' }],
    [
      { body: undefined, contentSid: `HX${'0'.repeat(32)}`, mediaSid: `ME${'0'.repeat(32)}` },
      { code: 'MESSAGE_EMPTY', field: 'body' },
    ],
    [{ mediaSid: 'ME1' }, { code: 'FILE_NOT_ALLOWED', field: 'mediaSid' }],
    [{ contentSid: 'HX1' }, { code: 'TEMPLATE_NOT_APPROVED', field: 'contentSid' }],
    [{ contentVariables: '[]' }, { code: 'TEMPLATE_VARIABLES_MISSING', field: 'contentVariables' }],
    [{ contentVariables: '{' }, { code: 'TEMPLATE_VARIABLES_MISSING', field: 'contentVariables' }],
    [{ body: ['a', 'b'] }, { code: 'MESSAGE_EMPTY', field: 'body' }],
  ])('with %p is refused', (change, error) => {
    expect(read({ ...valid, ...change })).toEqual({ ok: false, error });
  });

  it.each(['.', '¯\\_(ツ)_/¯', '👍🏽', '\u0301', '👩‍👩‍👧', 'שלום', '\u{1f1e7}\u{1f1f7}'])('%j is no blank text', (body) => {
    expect(read({ ...valid, body }).ok).toBe(true);
  });

  it('may fill a template with four spaces in a row', () => {
    const change = { body: undefined, contentSid: `HX${'0'.repeat(32)}`, contentVariables: '{"1":"a    b"}' };
    expect(read({ ...valid, ...change }).ok).toBe(true);
  });

  it('may be 1600 characters long', () => {
    expect(read({ ...valid, body: 'x'.repeat(1600) }).ok).toBe(true);
  });

  it('is not taken from a query, where no content type tells a body', () => {
    expect(read(valid, { 'content-type': '' })).toEqual({ ok: false, error: { code: 'REQUEST_INVALID' } });
  });

  it.each([
    ['without a body, of whatever type', {}],
    ['with an empty body', { origin: 'https://flex.twilio.com', 'content-length': '0' }],
    ['with a body that has no room for it', { origin: 'https://flex.twilio.com', 'content-length': '40' }],
  ])('is not taken from an address %s', (_, headers) => {
    expect(read(valid, headers)).toEqual({ ok: false, error: { code: 'REQUEST_INVALID' } });
  });

  it('is taken where its length has room for it', () => {
    const { length } = new URLSearchParams({ ...valid, Token: 'a token' }).toString();
    expect(read(valid, { 'content-length': String(length) }).ok).toBe(true);
  });

  it('is not taken where it is nested deeper than any request', () => {
    const deep: unknown = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000));
    expect(read({ ...valid, extra: deep })).toEqual({ ok: false, error: { code: 'REQUEST_INVALID' } });
  });
});

describe('characters that nobody sees', () => {
  const said = (change: object) => {
    const input = read({ ...valid, ...change });
    if (!input.ok) return input.error;
    const { to, from, customerName, body, overrideReason } = input.value;
    return { to, from, customerName, body, overrideReason };
  };

  it.each([
    ['Sam\0 Customer', 'Sam  Customer'],
    ['Sam\u001b[31m', 'Sam [31m'],
    ['Sam\r\nAdmin', 'Sam Admin'],
    ['Sam\u2028Admin', 'Sam Admin'],
    ['\u202eremotsuC maS', 'remotsuC maS'],
    ['\u2066Sam\u2069', 'Sam'],
    // Of other scripts, and of emoji: they say how a name is written.
    ['\u05d3\u05d5\u05d3\u200f', '\u05d3\u05d5\u05d3\u200f'],
  ])('a name of one line: %j', (customerName, cleaned) => {
    expect(said({ customerName })).toMatchObject({ customerName: cleaned });
    expect(said({ overrideReason: customerName })).toMatchObject({ overrideReason: cleaned });
  });

  it.each([
    [{ to: '+1415\r\n5550143' }, { code: 'NUMBER_INVALID', field: 'to' }],
    [{ to: '+14155550143\0' }, { code: 'NUMBER_INVALID', field: 'to' }],
    [{ to: '\u202a\u202c' }, { code: 'NUMBER_INVALID', field: 'to' }],
    [{ from: '+1415\n5550100' }, { code: 'SENDER_NOT_ALLOWED', field: 'from' }],
    [
      { body: undefined, contentSid: `HX${'0'.repeat(32)}`, contentVariables: '{"1":"a\\u0000"}' },
      { code: 'TEMPLATE_VARIABLES_MISSING', field: 'contentVariables' },
    ],
  ])('an address and a template’s value are refused with them: %j', (change, error) => {
    expect(said(change)).toEqual(error);
  });

  it('the marks around a number that a contact list has wrapped are no part of it', () => {
    expect(said({ to: '\u202a+14155550143\u202c' })).toMatchObject({ to: '+14155550143' });
  });

  it('a message keeps its lines, and loses what no screen shows', () => {
    expect(said({ body: 'Hello\n\tSam\0\u0007' })).toMatchObject({ body: 'Hello\n\tSam' });
  });
});
