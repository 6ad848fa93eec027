import { namedSid } from '../model/sid';
import type { Sid } from '../model/sid';
import type { World } from '../World';

/** Where the flows of the seed send people: the demo's one workflow, by the task channel `chat`. */
function routingOf(world: World): { workflow?: Sid; channel?: Sid } {
  const workflow = [...world.workflows.values()].find(({ friendlyName }) => friendlyName === 'Assign to Anyone');
  const channel = [...world.taskChannels.values()].find(({ uniqueName }) => uniqueName === 'chat');
  return { workflow: workflow?.sid, channel: channel?.sid };
}

const REPLY = '{{widgets.ask.inbound.Body}}';

/** What a customer wrote is made JSON by Studio: it may hold quotes and backslashes. */
const attributesFor = (skill: string): string =>
  `{"skill": "${skill}", "question": {{widgets.ask.inbound.Body | default: '' | to_json}}}`;

/** A trigger that an incoming conversation alone sets off. */
export const triggerState = (next: string): Record<string, unknown> => ({
  name: 'Trigger',
  type: 'trigger',
  transitions: [
    { event: 'incomingMessage' },
    { event: 'incomingCall' },
    { event: 'incomingConversationMessage', next },
    { event: 'incomingRequest' },
    { event: 'incomingParent' },
  ],
  properties: { offset: { x: 0, y: 0 } },
});

/** `attributes`: JSON once its Liquid is filled in. */
export const sendToFlexState = (
  world: World,
  name: string,
  y: number,
  attributes: string,
): Record<string, unknown> => ({
  name,
  type: 'send-to-flex',
  transitions: [{ event: 'callComplete' }, { event: 'failedToEnqueue' }, { event: 'callFailure' }],
  properties: {
    offset: { x: 0, y },
    ...routingOf(world),
    attributes,
    priority: '0',
    timeout: '3600',
  },
});

/** Greets, asks what it is about, and sends to Flex by the answer. No address leads to it until one is set to. */
const greeting = (world: World): Record<string, unknown> => ({
  description: 'Greeting',
  initial_state: 'Trigger',
  flags: { allow_concurrent_calls: true },
  states: [
    triggerState('greet'),
    {
      name: 'greet',
      type: 'send-message',
      transitions: [
        { event: 'sent', next: 'ask' },
        { event: 'failed', next: 'send_to_support' },
      ],
      properties: {
        offset: { x: 0, y: 200 },
        from: '{{flow.channel.address}}',
        to: '{{contact.channel.address}}',
        body: 'Welcome, and thank you for your message.',
      },
    },
    {
      name: 'ask',
      type: 'send-and-wait-for-reply',
      transitions: [
        { event: 'incomingMessage', next: 'split' },
        { event: 'timeout', next: 'send_to_support' },
        { event: 'deliveryFailure' },
      ],
      properties: {
        offset: { x: 0, y: 400 },
        from: '{{flow.channel.address}}',
        body: 'Is it about a bill? Answer yes or no.',
        timeout: '3600',
      },
    },
    {
      name: 'split',
      type: 'split-based-on',
      transitions: [
        { event: 'noMatch', next: 'send_to_support' },
        {
          event: 'match',
          next: 'send_to_billing',
          conditions: [
            {
              friendly_name: 'A bill',
              arguments: [REPLY],
              type: 'matches_any_of',
              value: 'yes, y, bill',
            },
          ],
        },
      ],
      properties: { offset: { x: 0, y: 600 }, input: REPLY },
    },
    sendToFlexState(world, 'send_to_billing', 800, attributesFor('billing')),
    sendToFlexState(world, 'send_to_support', 1000, attributesFor('support')),
  ],
});

/** A flow beside the one that the addresses lead to. */
export function seedFlows(world: World): void {
  const now = world.clock.now();
  const sid = namedSid('FW', 'greeting');
  world.studioFlows.set(sid, {
    sid,
    friendlyName: 'Greeting',
    status: 'published',
    definition: greeting(world),
    revision: 1,
    commitMessage: null,
    dateCreated: now,
    dateUpdated: now,
  });
}
