import * as v from 'valibot';

/**
 * The plugin's settings: `ui_attributes.messaging_controls` of the Flex Configuration,
 * https://www.twilio.com/docs/flex/developer/config/flex-configuration-rest-api.
 * The backend reads the same settings with the same schemas, so nothing here may import React or Flex.
 */

/** Why a setting is wrong. Each has its sentence in strings/ (`settings_<reason>`). */
export const SETTINGS_REASONS = [
  'missing',
  'notAnObject',
  'notAList',
  'notText',
  'notTrueOrFalse',
  'notAUrl',
  'notANumber',
  'notAPhoneNumber',
  'notAChannel',
  'notAColor',
  'notASid',
  'noMatcher',
  'duplicate',
] as const;
export type SettingsReason = (typeof SETTINGS_REASONS)[number];

const because = (reason: SettingsReason): SettingsReason => reason;

const text = v.pipe(v.string(because('notText')), v.trim(), v.nonEmpty(because('missing')));
const sid = (prefix: string) =>
  v.pipe(v.string(because('notText')), v.regex(new RegExp(`^${prefix}[0-9a-f]{32}$`), because('notASid')));

/** Only http on this computer is let through without TLS: the Flex token travels in the request. */
const LOCAL_HOST = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;

export const backendUrlSchema = v.pipe(
  v.string(because('notText')),
  v.url(because('notAUrl')),
  v.check((url) => url.startsWith('https://') || LOCAL_HOST.test(url), because('notAUrl')),
  v.transform((url) => url.replace(/\/+$/, '')),
);

export const senderSchema = v.object(
  {
    /** E.164, without a channel prefix. */
    address: v.pipe(v.string(because('notText')), v.regex(/^\+[1-9]\d{7,14}$/, because('notAPhoneNumber'))),
    channel: v.picklist(['sms', 'whatsapp'], because('notAChannel')),
    /** What agents call it. */
    name: text,
  },
  (issue) => (issue.expected === 'Object' ? because('notAnObject') : because('missing')),
);

export const routingSchema = v.object(
  { workflowSid: v.optional(sid('WW')), queueSid: v.optional(sid('WQ')) },
  because('notAnObject'),
);

/** A custom chat channel. A task belongs to it when every matcher that is given fits. */
export const customChannelSchema = v.pipe(
  v.object(
    {
      /** Unique; Flex's own name for the channel. */
      name: text,
      /** Matches the task attribute `channelType`. */
      channelType: v.optional(text),
      /** Matches the task's TaskRouter channel. */
      taskChannelUniqueName: v.optional(text),
      /** What agents read. */
      label: text,
      /** One of Flex's icons by name: https://www.twilio.com/docs/flex/developer/ui/components/icons */
      icon: v.optional(text, 'Message'),
      /** The icon of an accepted task; the same as `icon` where it is not given. */
      iconActive: v.optional(text),
      color: v.optional(
        v.pipe(v.string(because('notText')), v.regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i, because('notAColor'))),
        '#0263e0',
      ),
      /** Characters that one message may have. */
      characterLimit: v.optional(
        v.pipe(v.number(because('notANumber')), v.integer(because('notANumber')), v.minValue(1, because('notANumber'))),
      ),
    },
    (issue) => (issue.expected === 'Object' ? because('notAnObject') : because('missing')),
  ),
  v.check((channel) => Boolean(channel.channelType ?? channel.taskChannelUniqueName), because('noMatcher')),
);

export const autoAcceptSchema = v.object(
  {
    /** Accept tasks whose attribute `autoAnswer` is true or 'true'. */
    autoAnswer: v.optional(v.boolean(because('notTrueOrFalse')), true),
  },
  because('notAnObject'),
);

export type Sender = v.InferOutput<typeof senderSchema>;
export type Routing = v.InferOutput<typeof routingSchema>;
export type CustomChannel = v.InferOutput<typeof customChannelSchema>;
export type AutoAccept = v.InferOutput<typeof autoAcceptSchema>;

export interface Settings {
  /** Where the plugin's Functions are, without a trailing slash; undefined when it is not set or wrong. */
  backendUrl: string | undefined;
  senders: Sender[];
  routing: Routing;
  channels: CustomChannel[];
  autoAccept: AutoAccept;
}

export interface SettingsProblem {
  /** For example `senders[1].address`. */
  path: string;
  reason: SettingsReason;
}
