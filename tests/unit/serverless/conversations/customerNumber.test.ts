import type { Channel } from '../../../../src/contract/Channel';
import { messagingAddress } from '../../../../src/contract/address/messagingAddress';
import { customerNumber } from '../../../../serverless/src/conversations/customerNumber';
import type { ConfigurationRead } from '../../../../serverless/src/settings/flexConfiguration';
import { ADDRESSES, DELIVERED, NEW_RANGES } from '../../addressTable';

describe('the backend’s reading of a customer', () => {
  it.each(ADDRESSES)('%j on %s', async (text, channel, expected) => {
    const read = await customerNumber(channel, text);
    if (typeof expected === 'string') expect(read).toEqual({ ok: true, value: expected });
    else expect(read).toEqual({ ok: false, error: { code: 'NUMBER_INVALID', field: 'to' } });
  });

  it.each([...DELIVERED, ...NEW_RANGES])('takes %s, which Twilio delivers', async (delivered) => {
    const [, channel = 'sms', address = ''] = /^(?:(whatsapp|rcs|messenger|apple):)?(.*)$/.exec(delivered) ?? [];
    expect(await customerNumber(channel as Channel, delivered)).toEqual({ ok: true, value: address });
  });

  it('has its channel’s prefix', () => {
    expect(messagingAddress('sms', '+14155550143')).toBe('+14155550143');
    expect(messagingAddress('whatsapp', '+14155550143')).toBe('whatsapp:+14155550143');
  });
});

describe('a number without its country’s code, by the settings’ country', () => {
  const asked = (defaultCountry: string | undefined) =>
    jest.fn(() => Promise.resolve({ ok: true, value: { settings: { defaultCountry } } } as Awaited<ConfigurationRead>));

  it.each([
    ['US', '(202) 555-6202', '+12025556202'],
    ['US', '2025556104', '+12025556104'],
    ['US', '1-202-555-6104', '+12025556104'],
    ['US', '202.555.6104 x12', '+12025556104'],
    ['CA', '416 555 0143', '+14165550143'],
    ['GB', '07911 123456', '+447911123456'],
    ['GB', '020 7946 0018', '+442079460018'],
    ['MX', '55 1234 5678', '+525512345678'],
    ['MX', '044 55 1234 5678', '+525512345678'],
    ['MX', '33-1234-5678', '+523312345678'],
    ['BR', '(11) 91234-5678', '+5511912345678'],
    ['BR', '0 11 91234-5678', '+5511912345678'],
    ['AR', '011 15-2345-6789', '+5491123456789'],
    ['AR', '11 2345 6789', '+541123456789'],
    ['CO', '301 234 5678', '+573012345678'],
    ['CL', '9 6123 4567', '+56961234567'],
    ['PE', '912 345 678', '+51912345678'],
    ['ES', '612 34 56 78', '+34612345678'],
    ['PT', '912 345 678', '+351912345678'],
    ['FR', '06 12 34 56 78', '+33612345678'],
    ['DE', '0171/1234567', '+491711234567'],
    ['IT', '345 678 9012', '+393456789012'],
    ['IN', '098123 45678', '+919812345678'],
    ['AU', '0412 345 678', '+61412345678'],
    ['JP', '090-1234-5678', '+819012345678'],
    ['ZA', '082 123 4567', '+27821234567'],
    ['EG', '٠١٠٠١٢٣٤٥٦٧', '+201001234567'],
  ])('%s: %s is %s', async (country, text, number) => {
    for (const channel of ['sms', 'whatsapp', 'rcs'] as const) {
      expect(await customerNumber(channel, text, asked(country))).toEqual({ ok: true, value: number });
    }
    expect(await customerNumber('sms', text, asked(undefined))).toMatchObject({ ok: false });
  });

  it.each(['+44 7911 123456', '0044 7911 123456', '00 44 7911 123456', 'tel:+447911123456', 'wa.me/447911123456'])(
    '%s needs none, and the settings are not asked',
    async (text) => {
      const configuration = asked('US');
      expect(await customerNumber('sms', text, configuration)).toEqual({ ok: true, value: '+447911123456' });
      expect(configuration).not.toHaveBeenCalled();
    },
  );

  it.each(['12345', 'call me', '+1415555', '4111 1111 1111 1111', '202 555 0143 / 202 555 0144'])(
    '%s is nobody there too',
    async (text) => expect(await customerNumber('sms', text, asked('US'))).toMatchObject({ ok: false }),
  );

  it('a country that there is not changes nothing', async () => {
    expect(await customerNumber('sms', '2025556104', asked('XX'))).toMatchObject({ ok: false });
  });
});
