import { flowOf, widget } from '../sandbox/flowOf';
import { contractSandbox } from './contractSandbox';
import { toldEndpoints } from './toldEndpoints';

const contract = contractSandbox();
const SAM = '+14155550143';
const CARE = '+14155550100';

const definition = flowOf(
  widget(
    'ask',
    'send-and-wait-for-reply',
    { from: '{{flow.channel.address}}', body: 'Coming?', timeout: '60' },
    { incomingMessage: undefined, timeout: undefined, deliveryFailure: undefined },
  ),
);

it('keeps flows, their revisions and their executions', async () => {
  const { flows, flowValidate } = contract.twilio.studio.v2;
  const input = { friendlyName: 'Reminder', status: 'published' as const, definition, commitMessage: 'First' };
  expect((await flowValidate.update(input)).valid).toBe(true);
  await expect(flowValidate.update({ ...input, definition: {} })).rejects.toMatchObject({ code: 81022 });
  const flow = await flows.create(input);
  expect(flow).toMatchObject({ revision: 1, valid: true, errors: [], commitMessage: 'First' });
  await flow.update({ status: 'published', friendlyName: 'Reminders' });
  expect(await flow.fetch()).toMatchObject({ revision: 2, friendlyName: 'Reminders', definition });
  expect((await flows.list({ pageSize: 1 })).map(({ sid }) => sid)).toContain(flow.sid);
  expect(await flow.revisions().list()).toHaveLength(2);
  expect((await flows(flow.sid).revisions('1').fetch()).friendlyName).toBe('Reminder');

  const executions = flow.executions();
  const parameters = { name: 'Sam' };
  const execution = await executions.create({ to: SAM, from: CARE, parameters });
  await expect(executions.create({ to: SAM, from: CARE })).rejects.toMatchObject({ status: 409 });
  const dateCreatedFrom = new Date(Date.now() - 60_000);
  expect(await executions.list({ dateCreatedFrom })).toHaveLength(1);
  expect(await executions.list({ dateCreatedTo: dateCreatedFrom })).toHaveLength(0);
  expect((await execution.executionContext().get().fetch()).context).toMatchObject({ flow: { data: parameters } });
  const [step] = await execution.steps().list();
  expect(step).toMatchObject({ name: 'incomingRequest', transitionedFrom: 'Trigger', transitionedTo: 'ask' });
  expect((await step!.fetch()).sid).toBe(step!.sid);
  expect((await step!.stepContext().get().fetch()).context).toMatchObject({ contact: { channel: { address: SAM } } });
  expect(await execution.update({ status: 'ended' })).toMatchObject({ status: 'ended' });
  expect(await execution.fetch()).toMatchObject({ status: 'ended', contactChannelAddress: SAM });
  expect(await execution.remove()).toBe(true);
  await expect(execution.fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  expect(await flow.remove()).toBe(true);

  expect(contract.undriven('twilio_studio_v2', [/TestUsers/])).toEqual([]);
});

it('is what docs/sandbox-endpoints.md tells', () => {
  const { told, right } = toldEndpoints('studio', contract.done);
  expect(told).toEqual(right);
});
