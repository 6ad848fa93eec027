import fs from 'node:fs';
import path from 'node:path';

import { OpenApiContract } from './OpenApiContract';
import type { Exchange } from './OpenApiContract';
import { readDriven, renderedPage } from './toldEndpoints';

const sid = `IG${'0'.repeat(32)}`;
const answer = {
  sid,
  account_sid: `AC${'0'.repeat(32)}`,
  type: 'sms',
  address: '+14155550100',
  friendly_name: 'Care',
  address_country: null,
  auto_creation: {},
  date_created: '2026-01-31T09:00:00Z',
  date_updated: '2026-01-31T09:00:00Z',
  url: `https://conversations.twilio.com/v1/Configuration/Addresses/${sid}`,
};

const faultsOf = (change: Partial<Exchange>): string[] =>
  new OpenApiContract().check({
    method: 'POST',
    url: new URL('https://conversations.twilio.com/v1/Configuration/Addresses'),
    body: { Type: 'sms', Address: '+14155550100', 'AutoCreation.Enabled': 'true' },
    contentType: 'application/x-www-form-urlencoded',
    status: 201,
    answer,
    ...change,
  });

it('finds nothing wrong with what Twilio would do', () => {
  expect(faultsOf({})).toEqual([]);
});

const short: Partial<typeof answer> = { ...answer };
delete short.url;

it.each<[string, Partial<Exchange>]>([
  ["must have required property 'url'", { answer: short }],
  ['/date_created must match format "date-time"', { answer: { ...answer, date_created: 'yesterday' } }],
  ['/sid must be string', { answer: { ...answer, sid: 7 } }],
  ['/Type must be equal to one of the allowed values .*messenger', { body: { Type: 'pigeon', Address: '+1' } }],
  ['documented to answer 201', { status: 200 }],
  ["was accepted, though .*required property 'Address'", { body: { Type: 'sms' } }],
  [
    'was accepted, though .*AutoCreation.Enabled must be boolean',
    { body: { Type: 'sms', Address: '+1', 'AutoCreation.Enabled': 'x' } },
  ],
  ['no such operation', { url: new URL('https://conversations.twilio.com/v1/Pigeons') }],
  ['an error needs its more_info', { status: 400, answer: { code: 20001, message: 'No', status: 400 } }],
  [
    'an error tells its status, 404',
    { status: 404, answer: { code: 20404, message: 'No', status: 400, more_info: '' } },
  ],
])('finds %s', (fault, change) => {
  expect(faultsOf(change)).toEqual(expect.arrayContaining([expect.stringMatching(fault)]));
});

it('wrote docs/sandbox-endpoints.md as it is', () => {
  const { told, right } = renderedPage();
  expect(told).toBe(right);
});

it('names no test in docs/sandbox-endpoints.md that is gone', () => {
  const named = new Set([...readDriven().values()].flatMap((tests) => [...tests]));
  const gone = [...named].filter((name) => !fs.existsSync(path.join(__dirname, `${name}.test.ts`)));
  expect(gone).toEqual([]);
});
