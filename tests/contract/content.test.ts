import { contractSandbox } from './contractSandbox';
import { toldEndpoints } from './toldEndpoints';

const contract = contractSandbox();

const types = {
  'twilio/quick-reply': { body: 'Is {{1}} fine?', actions: [{ type: 'QUICK_REPLY', title: 'Yes', id: 'yes' }] },
  'twilio/text': { body: 'Is {{1}} fine?' },
};

it('keeps templates and their approval', async () => {
  const { v1, v2 } = contract.twilio.content;
  const input = { friendly_name: 'question', language: 'en', variables: { 1: 'Monday' }, types };
  // The helper's classes for these have the API's own names inside.
  const { sid } = await v1.contents.create(input as never);
  expect((await v1.contents(sid).fetch()).variables).toEqual({ 1: 'Monday' });
  const update = { types: { 'twilio/text': types['twilio/text'] } };
  expect((await v1.contents(sid).update(update as never)).types).toEqual(update.types);
  await expect(v1.contents.create({ language: 'en' } as never)).rejects.toMatchObject({ status: 400 });

  const approval = await v1.contents(sid).approvalCreate.create({ name: 'question', category: 'UTILITY' });
  expect(approval.status).toBe('received');
  expect((await v1.contents(sid).approvalFetch().fetch()).whatsapp).toMatchObject({ name: 'question' });

  const all = contract.world.contentTemplates.size;
  expect(await v1.contents.list({ pageSize: 2 })).toHaveLength(all);
  expect(await v1.contentAndApprovals.list({ pageSize: 2 })).toHaveLength(all);
  expect(await v2.contents.list({ pageSize: 2 })).toHaveLength(all);
  expect(await v2.contentAndApprovals.list({ pageSize: 2 })).toHaveLength(all);
  // WhatsApp has looked at it by then.
  contract.world.clock.advance(60 * 60_000);
  expect(await v2.contentAndApprovals.list({ channelEligibility: ['whatsapp:approved'], pageSize: 1 })).toHaveLength(3);

  expect(await v1.contents(sid).remove()).toBe(true);
  await expect(v1.contents(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  expect(contract.undriven('twilio_content_v1', [/Legacy/])).toEqual([]);
  expect(contract.undriven('twilio_content_v2')).toEqual([]);
});

it('is what docs/sandbox-endpoints.md tells', () => {
  const { told, right } = toldEndpoints('content', contract.done);
  expect(told).toEqual(right);
});
