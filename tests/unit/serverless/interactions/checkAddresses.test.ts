import { checkAddresses } from '../../../../serverless/src/interactions/checkAddresses';

const CARE = { address: '+14155550100', channel: 'sms' as const, name: 'Customer care' };
const senders = [
  CARE,
  { address: '+14155550101', channel: 'whatsapp' as const, name: 'Orders' },
  { address: '104242424242', channel: 'messenger' as const, name: 'Our page' },
  { address: 'website', channel: 'chat' as const, name: 'The website' },
];

describe('addresses against the settings', () => {
  it('finds the sender of this channel that writes to a customer', () => {
    expect(checkAddresses({ channel: 'sms', from: '+14155550100' }, '+14155550143', senders)).toEqual({
      ok: true,
      value: CARE,
    });
  });

  it.each([
    ['sms', '+14155550199'],
    ['sms', '+14155550101'],
    ['whatsapp', '+14155550100'],
    ['messenger', 'website'],
  ] as const)('refuses on %s the sender %s', (channel, from) => {
    expect(checkAddresses({ channel, from }, '+14155550143', senders)).toEqual({
      ok: false,
      error: { code: 'SENDER_NOT_ALLOWED', field: 'from' },
    });
  });

  it.each([
    ['sms', '+14155550100', '+14155550100', true],
    ['sms', '+14155550100', '+14155550101', true],
    ['whatsapp', '+14155550101', '+14155550100', true],
    ['messenger', '104242424242', '104242424242', true],
    ['chat', 'website', 'website', true],
    ['chat', 'website', '104242424242', false],
    // Whoever calls themselves by our number in a chat isn't it.
    ['chat', 'website', '+14155550100', false],
    ['messenger', '104242424242', '104242424243', false],
  ] as const)('on %s, from %s to %s: to ourselves is %p', (channel, from, to, isOurs) => {
    expect(checkAddresses({ channel, from }, to, senders)).toMatchObject(
      isOurs ? { ok: false, error: { code: 'NUMBER_IS_OURS', field: 'to' } } : { ok: true },
    );
  });
});
