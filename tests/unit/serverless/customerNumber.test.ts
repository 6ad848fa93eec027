import { customerNumber } from '../../../serverless/src/conversations/customerNumber';
import { messagingAddress } from '../../../serverless/src/conversations/messagingAddress';

describe('a customer number', () => {
  it.each(['+14155550143', '+447400123456', '+34600000000', '+5511961234567'])('%s can exist', async (number) => {
    await expect(customerNumber(number)).resolves.toEqual({ ok: true, value: number });
  });

  it.each(['+1415555', '+11111111111', '+551199999999', '+99955501431', '4155550143'])(
    '%s cannot exist',
    async (number) => {
      await expect(customerNumber(number)).resolves.toEqual({
        ok: false,
        error: { code: 'NUMBER_INVALID', field: 'to' },
      });
    },
  );

  it('has a prefix on WhatsApp alone', () => {
    expect(messagingAddress('sms', '+14155550143')).toBe('+14155550143');
    expect(messagingAddress('whatsapp', '+14155550143')).toBe('whatsapp:+14155550143');
  });
});
