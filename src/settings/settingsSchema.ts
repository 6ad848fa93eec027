import * as v from 'valibot';

import { CHANNELS, isByNumber } from '../contract/Channel';

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
  'retired',
  'notATime',
  'notAnOrigin',
  'notAKey',
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

const texts = v.array(text, because('notAList'));
const timeOfDay = v.pipe(v.string(because('notText')), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, because('notATime')));
const wholeNumber = v.pipe(
  v.number(because('notANumber')),
  v.integer(because('notANumber')),
  v.minValue(1, because('notANumber')),
);
/** Of an object: another type altogether, or one of its entries that is not there. */
const objectReason = (issue: { expected: string | null }): SettingsReason =>
  issue.expected === 'Object' ? because('notAnObject') : because('missing');

/** Google ended them on 2024-07-31: https://www.twilio.com/docs/flex/developer/conversations */
const RETIRED_CHANNELS: readonly unknown[] = ['gbm'];

const channel = v.pipe(
  v.any(),
  v.check((value) => !RETIRED_CHANNELS.includes(value), because('retired')),
  v.picklist(CHANNELS, because('notAChannel')),
);

/** An address that agents send from. */
export const senderSchema = v.pipe(
  v.object(
    {
      /** Without a channel prefix: E.164 for SMS and WhatsApp, the page's ID for Messenger, a name of yours for chat. */
      address: text,
      channel,
      /** What agents call it. */
      name: text,
      /** Only for agents of one of these queues (`WQ…`), one of these teams, or with one of these skills. */
      queues: v.optional(v.array(sid('WQ'), because('notAList'))),
      teams: v.optional(texts),
      skills: v.optional(texts),
    },
    objectReason,
  ),
  v.forward(
    v.check(
      (sender) => !isByNumber(sender.channel) || /^\+[1-9]\d{7,14}$/.test(sender.address),
      because('notAPhoneNumber'),
    ),
    ['address'],
  ),
);

/** A text that agents can choose instead of writing it. */
export const cannedTextSchema = v.object(
  {
    /** Unique; what agents read in the list. */
    name: text,
    /** `{{customerName}}`, `{{agentName}}` and `{{senderName}}` are filled in. */
    text,
    /** The channels that it is for; all where it is left out. */
    channels: v.optional(v.array(channel, because('notAList'))),
  },
  objectReason,
);

/** When nobody is written to, in the customer's own time zone. Absent: any time. */
export const quietHoursSettingSchema = v.object(
  {
    /** `HH:MM`; later than `to` where the window goes over midnight. */
    from: timeOfDay,
    to: timeOfDay,
    /** The channels that it holds for. */
    channels: v.optional(v.array(channel, because('notAList')), ['sms', 'whatsapp', 'messenger']),
  },
  objectReason,
);

export const outreachSchema = v.object(
  {
    /** Sent by itself when the customer's reply has come. */
    automaticAnswer: v.optional(text),
    /** Days that a reply is waited for; then the conversation is closed. */
    waitDays: v.optional(v.pipe(wholeNumber, v.maxValue(90, because('notANumber'))), 3),
  },
  because('notAnObject'),
);

export const schedulingSchema = v.object(
  {
    /** The Messaging Service that holds the senders: Twilio schedules for those alone. */
    messagingServiceSid: sid('MG'),
  },
  objectReason,
);

export const clickToMessageSchema = v.object(
  {
    /** Pages that may open the panel by a window message, such as `https://crm.example.com`. */
    origins: v.array(
      v.pipe(v.string(because('notText')), v.regex(/^https?:\/\/[^/\s*]+$/, because('notAnOrigin'))),
      because('notAList'),
    ),
  },
  objectReason,
);

export const contactRequestsSchema = v.object(
  {
    /** The sender of channel sms that the customer is written to from. */
    from: v.pipe(v.string(because('notText')), v.regex(/^\+[1-9]\d{7,14}$/, because('notAPhoneNumber'))),
    /** The queue of its tasks; that of `routing` where it is left out. */
    queueSid: v.optional(sid('WQ')),
  },
  objectReason,
);

export const shortcutSchema = v.pipe(v.string(because('notText')), v.regex(/^[BD-GI-KN-QU-XZ]$/, because('notAKey')));

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
      characterLimit: v.optional(wholeNumber),
    },
    objectReason,
  ),
  v.check((custom) => Boolean(custom.channelType ?? custom.taskChannelUniqueName), because('noMatcher')),
);

export const autoAcceptSchema = v.object(
  {
    /** Accept tasks whose attribute `autoAnswer` is true or 'true'. */
    autoAnswer: v.optional(v.boolean(because('notTrueOrFalse')), true),
  },
  because('notAnObject'),
);

export type Sender = v.InferOutput<typeof senderSchema>;
export type CannedText = v.InferOutput<typeof cannedTextSchema>;
export type QuietHoursSetting = v.InferOutput<typeof quietHoursSettingSchema>;
export type Outreach = v.InferOutput<typeof outreachSchema>;
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
  cannedTexts: CannedText[];
  quietHours: QuietHoursSetting | undefined;
  outreach: Outreach;
  /** Undefined: nothing can be scheduled. */
  scheduling: v.InferOutput<typeof schedulingSchema> | undefined;
  clickToMessage: v.InferOutput<typeof clickToMessageSchema>;
  /** Undefined: the web form is off. */
  contactRequests: v.InferOutput<typeof contactRequestsSchema> | undefined;
  /** With Ctrl and Shift it opens the panel. */
  shortcut: string;
}

export interface SettingsProblem {
  /** For example `senders[1].address`. */
  path: string;
  reason: SettingsReason;
}
