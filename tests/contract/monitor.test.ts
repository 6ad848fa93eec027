import { contractSandbox } from './contractSandbox';
import { toldEndpoints } from './toldEndpoints';

const contract = contractSandbox();

it('lists alerts page by page, by level and time, and reads one', async () => {
  const { alerts } = contract.twilio.monitor.v1;
  const resourceSid = `KD${'0'.repeat(32)}`;
  const { monitor } = contract.world.services;
  monitor.alert({ errorCode: 80102, alertText: 'Somebody was not added', resourceSid, logLevel: 'warning' });
  monitor.alert({
    errorCode: 11200,
    alertText: 'Backend failed',
    resourceSid,
    requestMethod: 'POST',
    requestUrl: 'https://example.com/hook',
    requestVariables: 'Body=Hello',
    responseBody: 'Oh no',
  });
  expect((await alerts.list({ pageSize: 1 })).map(({ errorCode }) => errorCode)).toEqual(['11200', '80102']);
  const [warning, ...others] = await alerts.list({ logLevel: 'warning', startDate: new Date(Date.now() - 60_000) });
  expect(others).toEqual([]);
  expect(await alerts.list({ endDate: new Date(Date.now() - 60_000) })).toEqual([]);
  expect((await alerts(warning?.sid ?? '').fetch()).alertText).toBe('Somebody was not added');
  await expect(alerts(`NO${'0'.repeat(32)}`).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});

it('drives every documented operation, but those that are not emulated', () => {
  expect(contract.undriven('twilio_monitor_v1', [/Events/])).toEqual([]);
});

it('is what docs/sandbox-endpoints.md tells', () => {
  const { told, right } = toldEndpoints('monitor', contract.done);
  expect(told).toEqual(right);
});
