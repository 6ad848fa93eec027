import { checkAddresses } from '../../../serverless/src/interactions/checkAddresses';

const senders = [
  { address: '+14155550100', channel: 'sms' as const, name: 'Customer care' },
  { address: '+14155550101', channel: 'whatsapp' as const, name: 'Orders' },
];

describe('addresses against the settings', () => {
  it('lets a sender of this channel write to a customer', () => {
    expect(checkAddresses({ channel: 'sms', from: '+14155550100' }, '+14155550143', senders)).toBeUndefined();
  });

  it.each([
    ['sms', '+14155550199'],
    ['sms', '+14155550101'],
    ['whatsapp', '+14155550100'],
  ] as const)('refuses on %s the sender %s', (channel, from) => {
    expect(checkAddresses({ channel, from }, '+14155550143', senders)).toEqual({
      code: 'SENDER_NOT_ALLOWED',
      field: 'from',
    });
  });

  it('refuses to write to ourselves, on whichever channel that address is ours', () => {
    expect(checkAddresses({ channel: 'sms', from: '+14155550100' }, '+14155550101', senders)).toEqual({
      code: 'NUMBER_IS_OURS',
      field: 'to',
    });
  });
});
