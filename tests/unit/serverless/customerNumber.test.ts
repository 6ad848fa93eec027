import { messagingAddress } from '../../../src/contract/address/messagingAddress';
import { customerNumber } from '../../../serverless/src/conversations/customerNumber';
import { ADDRESSES } from '../addressTable';

describe('the backend’s reading of a customer', () => {
  it.each(ADDRESSES)('%j on %s', async (text, channel, expected) => {
    const read = await customerNumber(channel, text);
    if (typeof expected === 'string') expect(read).toEqual({ ok: true, value: expected });
    else expect(read).toEqual({ ok: false, error: { code: 'NUMBER_INVALID', field: 'to' } });
  });

  it('has its channel’s prefix', () => {
    expect(messagingAddress('sms', '+14155550143')).toBe('+14155550143');
    expect(messagingAddress('whatsapp', '+14155550143')).toBe('whatsapp:+14155550143');
  });
});
