import { optOutChange } from '../../../serverless/src/compliance/optOutEvents';

const record = { kind: 'record', cause: 'STOP' };
const remove = { kind: 'remove' };

describe('a message of the customer', () => {
  it.each(['STOP', 'stopall', ' Unsubscribe ', 'CANCEL', 'End\n', 'QUIT', 'Revoke', 'OPTOUT'])(
    '%j opts out',
    (Body) => {
      expect(optOutChange({ EventType: 'onMessageAdded', Source: 'SMS', Body })).toEqual(record);
    },
  );

  it.each(['START', 'unstop', ' Yes'])('%j opts in again', (Body) => {
    expect(optOutChange({ EventType: 'onMessageAdded', Source: 'WHATSAPP', Body })).toEqual(remove);
  });

  it.each(['Please stop by at noon', 'STOP it', 'yes please', 'unstoppable', ''])('%j changes nothing', (Body) => {
    expect(optOutChange({ EventType: 'onMessageAdded', Source: 'SMS', Body })).toBeUndefined();
  });

  it.each(['SDK', 'API'])('is not one where its source is %s', (Source) => {
    expect(optOutChange({ EventType: 'onMessageAdded', Source, Body: 'STOP' })).toBeUndefined();
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
});

it('other events change nothing', () => {
  expect(optOutChange({ EventType: 'onMessageUpdated', Body: 'STOP' })).toBeUndefined();
});
