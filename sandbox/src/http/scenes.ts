import type { FaultRule } from './faults';

export interface Scene {
  title: string;
  /** What happens, in one sentence. */
  text: string;
  rules: Omit<FaultRule, 'id'>[];
}

/** What goes wrong between a contact center and Twilio, by name. */
export const SCENES = {
  slow: { title: 'Twilio is slow', text: 'Every request takes two seconds more.', rules: [{ latency: 2000 }] },
  flaky: {
    title: 'Twilio fails now and then',
    text: 'One request in five is answered with 503, and not carried out.',
    rules: [{ status: 503, errorRate: 0.2 }],
  },
  lost: {
    title: 'Answers get lost',
    text: 'One change in three is carried out, and its answer never comes.',
    rules: [{ method: 'POST', loseAnswer: true, errorRate: 0.33 }],
  },
  busy: {
    title: 'Too many requests',
    text: 'Every other request is answered with 429 and Retry-After: 1.',
    rules: [{ status: 429, retryAfter: 1, errorRate: 0.5 }],
  },
  'sync-down': {
    title: 'Sync is down',
    text: 'Backends get 503 from Sync. Browsers keep their websockets.',
    rules: [{ host: 'sync', status: 503 }],
  },
  'taskrouter-down': {
    title: 'TaskRouter is down',
    text: 'TaskRouter’s REST API answers 503.',
    rules: [{ host: 'taskrouter', status: 503 }],
  },
  'webhook-twice': {
    title: 'Webhooks come twice',
    text: 'Each is sent again when it was answered, with the same idempotency token.',
    rules: [{ webhook: 'twice' }],
  },
  'webhook-lost': {
    title: 'Webhooks get lost',
    text: 'None arrives; the debugger says 11205.',
    rules: [{ webhook: 'lost' }],
  },
} as const satisfies Record<string, Scene>;

export type SceneName = keyof typeof SCENES;

export const isScene = (name: string): name is SceneName => Object.hasOwn(SCENES, name);
