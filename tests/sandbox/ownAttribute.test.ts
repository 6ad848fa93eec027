import fs from 'node:fs';
import path from 'node:path';

import { channelOf } from '../../src/channels/matchChannel';
import { readSettings } from '../../src/settings/readSettings';
import { flowOf, widget } from './flowOf';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';

const SECTION = fs
  .readFileSync(path.join(__dirname, '../../docs/channels.md'), 'utf8')
  .split(/^## /m)
  .find((section) => section.startsWith('An attribute of your own'))!;
const blockOf = (language: string): string =>
  new RegExp(`\\x60{3}${language}\\n(.*?)\\x60{3}`, 's').exec(SECTION)![1]!.trim();

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

it('the documents’ example: a flow’s own attribute makes the task one of its channel, whatever the customer writes', async () => {
  const { settings, problems } = readSettings(JSON.parse(blockOf('json')));
  expect(problems).toEqual([]);
  const { twilio, world } = sandbox;
  const [workflow] = [...world.workflows.keys()];
  const flow = await twilio.studio.v2.flows.create({
    ...{ friendlyName: 'Returns', status: 'published' },
    definition: flowOf(widget('flex', 'send-to-flex', { workflow, attributes: blockOf('liquid') })),
  });
  const [address] = await twilio.conversations.v1.addressConfigurations.list({ type: 'sms' });
  await twilio.conversations.v1.addressConfigurations(address!.sid).update({
    ...{ 'autoCreation.enabled': true, 'autoCreation.type': 'studio', 'autoCreation.studioFlowSid': flow.sid },
  });
  const body = 'My "red" hat \\ is too small: {{ 1 }}';
  world.services.messaging.receive({ channel: 'sms', from: '+12025550143', to: address!.address, body });
  const [task] = await until(() => world.tasks.size > 0 && [...world.tasks.values()]);
  expect(task!.attributes).toMatchObject({ desk: { name: 'returns' }, question: body });
  expect(channelOf(settings.channels, task)?.name).toBe('returns');
  expect(channelOf(settings.channels, { ...task, attributes: { ...task!.attributes, desk: 'sales' } })).toBeUndefined();
});
