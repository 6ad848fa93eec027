import { until } from '../sandbox/until';
import { contractSandbox } from './contractSandbox';
import { toldEndpoints } from './toldEndpoints';

const contract = contractSandbox();

const CUSTOMER = '+14155550199';
const OUR_NUMBER = '+14155550100';

const unknown = (prefix: string): string => prefix + '0'.repeat(32);
const flex = () => contract.twilio.flexApi.v1;
const sidNamed = (all: ReadonlyMap<string, { sid: string; friendlyName: string }>, name: string): string => {
  const found = [...all.values()].find(({ friendlyName }) => friendlyName === name);
  if (!found) throw new Error(`nothing is called ${name}`);
  return found.sid;
};
const routing = (more: Record<string, unknown> = {}) => ({
  properties: {
    workspace_sid: contract.world.workspace.sid,
    workflow_sid: sidNamed(contract.world.workflows, 'Assign to Anyone'),
    queue_sid: sidNamed(contract.world.taskQueues, 'Everyone'),
    task_channel_unique_name: 'chat',
    ...more,
  },
});
const outbound = (address = CUSTOMER) =>
  flex().interaction.create({
    channel: { type: 'sms', initiated_by: 'agent', participants: [{ address, proxy_address: OUR_NUMBER }] },
    routing: routing({ worker_sid: sidNamed(contract.world.workers, 'alice') }),
  });

beforeEach(() => {
  contract.sandbox.reset();
  const available = sidNamed(contract.world.activities, 'Available');
  for (const name of ['alice', 'bob']) {
    contract.world.services.taskrouter.setActivity(sidNamed(contract.world.workers, name), available);
  }
});

it('reads and changes the configuration', async () => {
  const { configuration } = flex();
  const before = await configuration().fetch();
  expect(before).toMatchObject({ flexInstanceSid: contract.world.flexInstanceSid, status: 'ok' });
  const wanted = { account_sid: contract.world.account.sid, ui_attributes: { mine: { colour: 'red' } } };
  const changed = await configuration().update(wanted);
  expect(changed.flexInstanceSid).toBe(before.flexInstanceSid);
});

it('makes, reads and changes an interaction', async () => {
  const made = await outbound();
  const webhookTtid = 'flex_interactionwebhook_01jke8z8vte4ette30t5w9h081';
  expect((await flex().interaction(made.sid).update({ webhookTtid })).webhookTtid).toBe(webhookTtid);
  expect((await flex().interaction(made.sid).fetch()).channel).toEqual(made.channel);
  await expect(flex().interaction(unknown('KD')).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  const wrong = flex().interaction.create({ channel: { type: 'pigeon', initiated_by: 'api' }, routing: routing() });
  await expect(wrong).rejects.toMatchObject({ status: 400 });
});

it('leaves out who is in a conversation already, and says so in the debugger', async () => {
  await outbound();
  const second = await outbound();
  const channel = flex()
    .interaction(second.sid)
    .channels((second.channel as { sid: string }).sid);
  expect(await channel.participants.list()).toEqual([]);
  const [alert] = await contract.twilio.monitor.v1.alerts.list();
  expect(alert).toMatchObject({ errorCode: '80102', logLevel: 'warning' });
});

describe('a channel', () => {
  const opened = async () => {
    const made = await outbound();
    const { sid } = made.channel as { sid: string };
    const reservation = await until(() =>
      [...contract.world.reservations.values()].find(({ status }) => status === 'pending'),
    );
    contract.world.services.taskrouter.setReservation(reservation.sid, 'accepted');
    const channel = flex().interaction(made.sid).channels(sid);
    await until(async () => (await channel.fetch()).status === 'active');
    return { made, channel };
  };

  it('is read, listed and closed', async () => {
    const { made, channel } = await opened();
    const { sid } = made.channel as { sid: string };
    expect((await flex().interaction(made.sid).channels.list({ pageSize: 1 })).map((one) => one.sid)).toEqual([sid]);
    const wrong = channel.update({ status: 'inactive' });
    await expect(wrong).rejects.toMatchObject({ status: 400 });
    expect((await channel.update({ status: 'closed', routing: { status: 'closed' } })).status).toBe('closed');
    await expect(channel.update({ status: 'closed' })).rejects.toMatchObject({ status: 400, code: 80906 });
    const nothing = flex().interaction(made.sid).channels(unknown('UO')).fetch();
    await expect(nothing).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  it('takes participants, lists them page by page, and lets an agent go', async () => {
    const { channel } = await opened();
    const added = await channel.participants.create({ type: 'supervisor', mediaProperties: { identity: 'sue' } });
    expect(added.type).toBe('supervisor');
    const all = await channel.participants.list({ pageSize: 1 });
    expect(all.map(({ type }) => type).sort()).toEqual(['agent', 'customer', 'supervisor']);
    const agent = all.find(({ type }) => type === 'agent')?.sid ?? '';
    expect((await channel.participants(agent).update({ status: 'wrapup' })).sid).toBe(agent);
    const nobody = channel.participants(unknown('UT')).update({ status: 'closed' });
    await expect(nobody).rejects.toMatchObject({ status: 404, code: 20404 });
    const wrong = channel.participants.create({ type: 'supervisor', mediaProperties: {} });
    await expect(wrong).rejects.toMatchObject({ status: 400 });
  });

  it('is offered to others by invites', async () => {
    const { channel } = await opened();
    const worker = sidNamed(contract.world.workers, 'bob');
    const invite = await channel.invites.create({ routing: routing({ worker_sid: worker }) });
    const listed = await channel.invites.list({ pageSize: 1 });
    expect(listed).toHaveLength(2);
    expect(listed.map(({ sid }) => sid)).toContain(invite.sid);
    await expect(channel.invites.create({ routing: { properties: {} } })).rejects.toMatchObject({ status: 400 });
  });

  it('is transferred', async () => {
    const { channel } = await opened();
    const from = (await channel.participants.list()).find(({ type }) => type === 'agent')?.sid;
    const to = sidNamed(contract.world.workers, 'bob');
    const wrong = channel.transfers.create({ type: 'cold', from, to: unknown('WK') });
    await expect(wrong).rejects.toMatchObject({ status: 400 });
    const made = await channel.transfers.create({ type: 'cold', from, to });
    expect(made).toMatchObject({ type: 'cold', status: 'active', from, to });
    const transfer = channel.transfers(made.sid);
    expect((await transfer.fetch()).sid).toBe(made.sid);
    expect((await transfer.update({ status: 'failed' })).status).toBe('failed');
    const nothing = channel.transfers(unknown('UX')).fetch();
    await expect(nothing).rejects.toMatchObject({ status: 404, code: 20404 });
  });
});

it('lists and reads what is left of the time before Conversations', async () => {
  const now = contract.world.clock.now();
  for (const [index, channelType] of (['sms', 'web'] as const).entries()) {
    const sid = `FO${index + 1}${'0'.repeat(31)}`;
    contract.world.flexFlows.set(sid, {
      sid,
      friendlyName: `Flow ${index}`,
      channelType,
      contactIdentity: OUR_NUMBER,
      enabled: true,
      integrationType: 'studio',
      integration: { flow_sid: [...contract.world.studioFlows.keys()][0] },
      longLived: false,
      janitorEnabled: false,
      dateCreated: now,
      dateUpdated: now,
    });
  }
  const listed = await flex().flexFlow.list({ pageSize: 1 });
  expect(listed.map(({ channelType }) => channelType)).toEqual(['sms', 'web']);
  expect(await flex().flexFlow.list({ friendlyName: 'Flow 1' })).toHaveLength(1);
  expect(
    (
      await flex()
        .flexFlow(listed[0]?.sid ?? '')
        .fetch()
    ).friendlyName,
  ).toBe('Flow 0');
  await expect(flex().flexFlow(unknown('FO')).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  expect(await flex().webChannel.list()).toEqual([]);
  expect(await flex().channel.list()).toEqual([]);
  await expect(flex().webChannel(unknown('CH')).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(flex().channel(unknown('CH')).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});

it('makes, changes and removes a Flex Flow', async () => {
  const { chatServiceSid, studioFlows } = contract.world;
  const flow = { friendlyName: 'Old chat', chatServiceSid, channelType: 'web' as const };
  const [flowSid] = studioFlows.keys();
  const studio = { integrationType: 'studio' as const, 'integration.flowSid': flowSid, 'integration.retryCount': 2 };
  const made = await flex().flexFlow.create({ ...flow, ...studio, enabled: true });
  expect(made).toMatchObject({ ...flow, enabled: true, integration: { flow_sid: flowSid, retry_count: 2 } });
  const url = 'https://example.com/hook';
  const changed = await made.update({ integrationType: 'external', 'integration.url': url, longLived: true });
  expect(changed).toMatchObject({ friendlyName: 'Old chat', integration: { url }, longLived: true });
  expect((await flex().flexFlow(made.sid).fetch()).integration).toEqual({ url });
  const lacking = made.update({ integrationType: 'task', 'integration.channel': 'chat' });
  await expect(lacking).rejects.toMatchObject({ status: 400, code: 20001 });
  expect(await made.remove()).toBe(true);
  await expect(flex().flexFlow(made.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});

it('drives every documented operation, but those that are not emulated', () => {
  const legacy = /^(POST|DELETE) \/v1\/(WebChannels|Channels)|^GET \/v1\/(WebChannels|Channels)\/{Sid}/;
  const notEmulated = [/PluginService/, /Insights/, /provision/, legacy];
  expect(contract.undriven('twilio_flex_v1', notEmulated)).toEqual([]);
});

it('is what docs/sandbox-endpoints.md tells', () => {
  const { told, right } = toldEndpoints('flexApi', contract.done);
  expect(told).toEqual(right);
});
