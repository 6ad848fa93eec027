import { contractSandbox } from './contractSandbox';
import { toldEndpoints } from './toldEndpoints';

const contract = contractSandbox();

it('keeps consents, and says of each what is wrong with it', async () => {
  const item = {
    contact_id: '+14155550143',
    correlation_id: 'ad388b5a46b33b874b0d41f7226db2ef',
    sender_id: '+14155550100',
    status: 'opt-out',
    source: 'website',
    date_of_consent: '2026-01-31T12:00:00Z',
  };
  const wrong = { ...item, contact_id: '+1', date_of_consent: '2026-01-31' };
  const answer = await contract.twilio.accounts.v1.bulkConsents.create({ items: [item, wrong] });
  expect(answer.items).toMatchObject([
    { correlation_id: item.correlation_id, error_code: 0, error_messages: [] },
    { error_code: 30646, error_messages: ['INVALID_CONTACT_ID', 'INVALID_DATE_OF_CONSENT'] },
  ]);
  expect(contract.world.optOuts.size).toBe(1);
  await contract.twilio.accounts.v1.bulkConsents.create({ items: [{ ...item, status: 'opt-in' }] });
  expect(contract.world.optOuts.size).toBe(0);
});

it('is what docs/sandbox-endpoints.md tells', () => {
  const { told, right } = toldEndpoints('accounts', contract.done);
  expect(told).toEqual(right);
});
