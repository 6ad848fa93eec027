import { contractSandbox } from './contractSandbox';
import { toldEndpoints } from './toldEndpoints';

const contract = contractSandbox();
const lookUp = (number: string) => contract.twilio.lookups.v2.phoneNumbers(number);

it('tells a number by its numbering plan, and the kind of its line', async () => {
  const mobile = await lookUp('+447400123456').fetch({ fields: 'line_type_intelligence' });
  expect(mobile).toMatchObject({ valid: true, countryCode: 'GB', nationalFormat: '07400 123456' });
  expect(mobile.lineTypeIntelligence).toMatchObject({ type: 'mobile' });
  expect(
    (await lookUp('+442079460000').fetch({ fields: 'line_type_intelligence' })).lineTypeIntelligence,
  ).toMatchObject({
    type: 'landline',
  });
  const national = await lookUp('07400 123456').fetch({ countryCode: 'GB' });
  expect(national).toMatchObject({ phoneNumber: '+447400123456', lineTypeIntelligence: null });
});

it('answers a wrong number with what is wrong, a wrong request with an error', async () => {
  expect(await lookUp('+1415555').fetch()).toMatchObject({ valid: false, validationErrors: ['TOO_SHORT'] });
  expect(await lookUp('+141555501000').fetch()).toMatchObject({ valid: false, validationErrors: ['TOO_LONG'] });
  await expect(lookUp('nobody').fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(lookUp('+14155550100').fetch({ fields: 'shoe_size' })).rejects.toMatchObject({ status: 400 });
});

it('is what docs/sandbox-endpoints.md tells', () => {
  const { told, right } = toldEndpoints('lookups', contract.done);
  expect(told).toEqual(right);
});
