import { optOutChange } from '../../../../serverless/src/compliance/optOutEvents';

const record = { kind: 'record', cause: 'STOP' };
const remove = { kind: 'remove' };

const STOP_WORDS = ['STOP', 'stopall', ' Unsubscribe ', 'CANCEL', 'End\n', 'QUIT', 'Revoke', 'OPTOUT'];
const START_WORDS = ['START', 'unstop', ' Yes'];

describe('a message of the customer', () => {
  const bySms = { EventType: 'onMessageAdded', Source: 'SMS', Author: '+14155550143' };

  it.each(STOP_WORDS)('%j opts out', (Body) => {
    expect(optOutChange({ ...bySms, Body })).toEqual(record);
    expect(optOutChange({ ...bySms, Source: 'MMS', Body })).toEqual(record);
  });

  it.each(START_WORDS)('%j opts in again', (Body) => {
    expect(optOutChange({ ...bySms, Body })).toEqual(remove);
  });

  it.each(['Please stop by at noon', 'STOP it', 'yes please', 'unstoppable', ''])('%j changes nothing', (Body) => {
    expect(optOutChange({ ...bySms, Body })).toBeUndefined();
  });

  it.each(['SDK', 'API'])('is not one where its source is %s', (Source) => {
    expect(optOutChange({ ...bySms, Source, Body: 'STOP' })).toBeUndefined();
  });

  it.each([
    ['WHATSAPP', 'whatsapp:+14155550143'],
    ['RCS', 'rcs:+14155550143'],
    ['MESSENGER', 'messenger:12025550143'],
    ['APPLE', 'apple:urn:mbid:12025550143'],
    ['CHAT', 'guest-7'],
  ])('of %s says what it says: no word of it, no button, is an opt-out', (Source, Author) => {
    const changes = [...STOP_WORDS, ...START_WORDS].map((Body) =>
      optOutChange({ EventType: 'onMessageAdded', Source, Author, Body }),
    );
    expect(changes.filter(Boolean)).toEqual([]);
  });
});

describe('a receipt', () => {
  it.each([
    ['21610', { kind: 'record', cause: 21610 }],
    ['63014', { kind: 'record', cause: 63014 }],
    ['30003', undefined],
    ['63016', undefined],
    ['0', undefined],
    [undefined, undefined],
  ])('with the error %s comes to %j', (ErrorCode, change) => {
    expect(optOutChange({ EventType: 'onDeliveryUpdated', ErrorCode })).toEqual(change);
  });
});

describe('an incoming message outside of conversations', () => {
  it.each([
    ['STOP', 'Basta', record],
    ['START', 'Otra vez', remove],
    ['HELP', 'STOP', undefined],
    [undefined, 'stop', record],
    [undefined, 'Hello', undefined],
  ])('of OptOutType %s with %j comes to %j', (OptOutType, Body, change) => {
    expect(optOutChange({ From: '+14155550143', To: '+14155550100', OptOutType, Body })).toEqual(change);
  });

  it.each([
    ['STOP', 'Basta', record],
    ['START', 'Otra vez', remove],
    [undefined, 'Cancel', undefined],
    [undefined, 'Yes', undefined],
  ])('by WhatsApp, of OptOutType %s with %j, comes to %j', (OptOutType, Body, change) => {
    const event = { From: 'whatsapp:+14155550143', To: 'whatsapp:+14155550100', OptOutType, Body };
    expect(optOutChange(event)).toEqual(change);
  });
});

it('other events change nothing', () => {
  expect(optOutChange({ EventType: 'onMessageUpdated', Body: 'STOP' })).toBeUndefined();
});
