import { customerNumber } from '../../../serverless/src/conversations/customerNumber';
import { messagingAddress } from '../../../serverless/src/conversations/messagingAddress';

describe('a customer number', () => {
  it.each(['+14155550143', '+447400123456', '+34600000000', '+5511961234567'])('%s can exist', async (number) => {
    await expect(customerNumber('sms', number)).resolves.toEqual({ ok: true, value: number });
  });

  it.each(['+1415555', '+11111111111', '+551199999999', '+99955501431', '4155550143'])(
    '%s cannot exist',
    async (number) => {
      await expect(customerNumber('sms', number)).resolves.toEqual({
        ok: false,
        error: { code: 'NUMBER_INVALID', field: 'to' },
      });
    },
  );

  it('that is a landline cannot receive an SMS', async () => {
    await expect(customerNumber('sms', '+34912345678')).resolves.toMatchObject({
      error: { code: 'NUMBER_CANNOT_RECEIVE' },
    });
    await expect(customerNumber('whatsapp', '+34912345678')).resolves.toMatchObject({ ok: true });
  });

  it('is an ID on Messenger, an identity in a chat', async () => {
    await expect(customerNumber('messenger', '12025550143')).resolves.toEqual({ ok: true, value: '12025550143' });
    await expect(customerNumber('messenger', '+12025550143')).resolves.toMatchObject({ ok: false });
    await expect(customerNumber('chat', 'gita@example.com')).resolves.toEqual({ ok: true, value: 'gita@example.com' });
    await expect(customerNumber('chat', 'two words')).resolves.toMatchObject({ ok: false });
  });

  it('has its channel’s prefix', () => {
    expect(messagingAddress('sms', '+14155550143')).toBe('+14155550143');
    expect(messagingAddress('whatsapp', '+14155550143')).toBe('whatsapp:+14155550143');
  });
});
