import * as v from 'valibot';

import { CHANNELS } from '../../src/contract/Channel';
import { backendUrlSchema } from '../../src/settings/settingsSchema';

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('It is empty.'));
const described = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));
/** ISO 8601, https://www.twilio.com/docs/conversations-classic/states-timers */
const duration = v.pipe(
  v.string(),
  v.regex(/^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?)?$/, 'It has to be a duration such as PT8H (hours) or P3D (days).'),
);

const variables = v.pipe(
  v.record(text, v.string()),
  v.check(
    ({ PUBLIC_URL }) => !PUBLIC_URL || v.is(backendUrlSchema, PUBLIC_URL),
    'PUBLIC_URL has to be an address that starts with https://, without a query.',
  ),
);

export const autoCreationSchema = v.variant('type', [
  v.object({
    type: described(v.literal('direct'), 'Every new conversation becomes a task: no bot, no code.'),
  }),
  v.object({
    type: described(v.literal('studio'), 'A Studio flow decides.'),
    flow: described(text, 'The flow’s friendly name: one of `studioFlows`, or one that is in the account.'),
  }),
  v.object({
    type: described(v.literal('webhook'), 'The function `conversation-events` decides, by the settings `inbound`.'),
    url: v.optional(described(v.pipe(v.string(), v.url()), 'A webhook of your own instead.')),
  }),
]);

/** What an account is made into: the file that `npm run setup` reads. */
export const setupSchema = v.strictObject({
  $schema: v.optional(v.string()),
  messagingControls: described(
    v.looseObject({}),
    'The settings of plugin and Functions: `ui_attributes.messaging_controls` of the Flex Configuration. Those that are not named here stay; null removes one.',
  ),
  functions: v.optional(
    described(
      v.strictObject({
        service: described(text, 'Unique name of the Functions service that was deployed.'),
        environment: described(
          v.optional(text, 'dev'),
          'The environment’s domain suffix; `dev` is what the CLI deploys to.',
        ),
        variables: described(
          v.optional(variables, {}),
          'Environment variables of the Functions. `PUBLIC_URL` is a domain of your own before them.',
        ),
      }),
      'Where the Functions are. Their domain, or `PUBLIC_URL`, becomes `backendUrl`.',
    ),
  ),
  queues: v.optional(
    v.array(
      v.strictObject({
        name: text,
        targetWorkers: v.optional(
          described(
            text,
            'TaskRouter expression. Left out: everybody in a new queue, and one that is there stays as it is.',
          ),
        ),
      }),
    ),
    [],
  ),
  taskChannels: v.optional(v.array(v.strictObject({ uniqueName: text, name: v.optional(text) })), []),
  workflow: v.optional(
    described(
      v.strictObject({
        name: text,
        queue: described(text, 'The queue of whatever no filter takes.'),
        namedAgent: v.optional(
          v.strictObject({
            timeout: described(
              v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 120),
              'Seconds that a task waits for its agent before the queue gets it.',
            ),
            priority: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 10),
          }),
          {},
        ),
      }),
      'The messaging workflow. Its own filters stay; those of named agents are put before them.',
    ),
  ),
  studioFlows: v.optional(
    described(
      v.array(v.strictObject({ name: text, file: described(text, 'The definition, relative to this file.') })),
      '`{{workflow}}` and `{{taskChannel:<unique name>}}` in a definition become SIDs.',
    ),
    [],
  ),
  addresses: v.optional(
    v.array(
      v.strictObject({
        type: v.picklist(CHANNELS),
        address: described(
          text,
          'As Conversations writes it: `+1…`, `whatsapp:+1…`, `rcs:…`, `messenger:…`, `apple:…`, a name for chat.',
        ),
        name: text,
        autoCreation: autoCreationSchema,
      }),
    ),
    [],
  ),
  timers: v.optional(
    v.strictObject({
      inactive: v.optional(described(duration, 'Until a conversation without messages is inactive, such as `PT1H`.')),
      closed: v.optional(described(duration, 'Until it is closed, such as `P3D`.')),
    }),
  ),
  webhooks: v.optional(
    v.strictObject({
      conversations: described(v.optional(v.boolean(), true), 'STOP, START and failed messages reach the Functions.'),
      interactions: described(
        v.optional(v.boolean(), true),
        'Interactions that fail after Twilio has taken them reach the Functions.',
      ),
      taskRouter: described(
        v.optional(v.union([v.boolean(), v.pipe(v.string(), v.url())]), true),
        'To whom tasks are offered reaches the Functions, where no other address hears of TaskRouter’s events. An address of yours hears of them instead.',
      ),
    }),
    {},
  ),
  leaveAndPause: v.optional(
    described(
      v.boolean(),
      'Whether agents are meant to have Leave and Pause. It is checked; you switch them in the Console.',
    ),
  ),
});

export type Setup = v.InferOutput<typeof setupSchema>;
