import { createHash } from 'node:crypto';

import { systemKey } from '../../../../serverless/src/runtime/systemKey';

const entry = (name: string, key: string, scopes: string[]) => ({
  name,
  sha256: createHash('sha256').update(key).digest('hex'),
  scopes,
});
const KEYS = JSON.stringify([
  entry('crm', 'one', ['reminders']),
  entry('reader', 'two', ['reports']),
  entry('empty', '', ['reminders']),
]);

/** 64 digits. */
const SHA = 'a'.repeat(64);

const ask = (keys: string | undefined, authorization: string | undefined) =>
  systemKey('reminders')({
    context: {
      ...{ ACCOUNT_SID: 'AC0', AUTH_TOKEN: '', DOMAIN_NAME: '' },
      ...(keys === undefined ? {} : { SYSTEM_KEYS: keys }),
    },
    event: { request: { headers: authorization === undefined ? {} : { authorization }, cookies: {} } },
  });

describe('systemKey', () => {
  it('names the system whose key it is', () => {
    expect(ask(KEYS, 'Bearer one')).toEqual({ ok: true, value: { name: 'crm' } });
    expect(ask(KEYS, ' bearer   one ')).toEqual({ ok: true, value: { name: 'crm' } });
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Bearer three',
    'Bearer two',
    'Bearer one two',
    'Basic one',
    'Basic Bearer one',
    'one',
  ])('refuses %p', (authorization) => {
    expect(ask(KEYS, authorization)).toEqual({ ok: false, error: { code: 'KEY_REFUSED' } });
  });

  it('refuses all where there are no keys', () => {
    expect(ask(undefined, 'Bearer one')).toEqual({ ok: false, error: { code: 'KEY_REFUSED' } });
  });

  it.each([
    'not JSON',
    '{}',
    '[{"name":"crm","sha256":"abc","scopes":["reminders"]}]',
    '[{"name":"crm"}]',
    ...['00', 'zz']
      .flatMap((more) => [more + SHA, SHA + more])
      .map((sha256) => JSON.stringify([{ name: 'crm', sha256, scopes: [] }])),
  ])('says that the variable is wrong: %s', (keys) => {
    expect(ask(keys, 'Bearer one')).toEqual({ ok: false, error: { code: 'SETTINGS_WRONG' } });
  });
});
