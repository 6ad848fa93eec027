import { readInput } from '../../../serverless/src/runtime/readInput';
import { interactionsRequest } from '../../../src/contract/startConversation';

const REQUEST_ID = '7E57D004-2B97-4E7A-B45F-5387367791CD';
const valid = { requestId: REQUEST_ID, channel: 'sms', to: '+14155550143', from: '+14155550100', body: 'Hello' };

const read = (body: object, contentType: string | undefined = 'application/x-www-form-urlencoded; charset=UTF-8') =>
  readInput(interactionsRequest, {
    request: { headers: { 'content-type': contentType }, cookies: {} },
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

  it.each([
    [{ requestId: 'once' }, { code: 'REQUEST_INVALID' }],
    [{ requestId: undefined }, { code: 'REQUEST_INVALID' }],
    [{ channel: 'fax' }, { code: 'REQUEST_INVALID' }],
    [{ customerName: 'x'.repeat(201) }, { code: 'REQUEST_INVALID', field: 'customerName' }],
    [{ to: undefined }, { code: 'NUMBER_INVALID', field: 'to' }],
    [{ to: ' ' }, { code: 'NUMBER_INVALID', field: 'to' }],
    [{ from: undefined }, { code: 'SENDER_NOT_ALLOWED', field: 'from' }],
    [{ body: undefined }, { code: 'MESSAGE_EMPTY', field: 'body' }],
    [{ body: ' \n ' }, { code: 'MESSAGE_EMPTY', field: 'body' }],
    [{ body: 'x'.repeat(1601) }, { code: 'MESSAGE_TOO_LONG', field: 'body' }],
    [{ mediaSid: `ME${'0'.repeat(32)}` }, { code: 'MESSAGE_EMPTY', field: 'body' }],
    [{ mediaSid: 'ME1' }, { code: 'FILE_NOT_ALLOWED', field: 'mediaSid' }],
    [{ contentSid: 'HX1' }, { code: 'TEMPLATE_NOT_APPROVED', field: 'contentSid' }],
    [{ contentVariables: '[]' }, { code: 'TEMPLATE_VARIABLES_MISSING', field: 'contentVariables' }],
    [{ contentVariables: '{' }, { code: 'TEMPLATE_VARIABLES_MISSING', field: 'contentVariables' }],
    [{ body: ['a', 'b'] }, { code: 'MESSAGE_EMPTY', field: 'body' }],
  ])('with %p is refused', (change, error) => {
    expect(read({ ...valid, ...change })).toEqual({ ok: false, error });
  });

  it('may be 1600 characters long', () => {
    expect(read({ ...valid, body: 'x'.repeat(1600) }).ok).toBe(true);
  });

  it('is not taken from a query, where no content type tells a body', () => {
    expect(read(valid, '')).toEqual({ ok: false, error: { code: 'REQUEST_INVALID' } });
  });
});
