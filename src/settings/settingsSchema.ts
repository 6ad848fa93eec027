import * as v from 'valibot';

import { E164 } from '../contract/address/messagingAddress';
import { CHANNELS, isSentFromNumber } from '../contract/Channel';
import { LINE_TYPES } from '../contract/lineType';
import type {
  businessHoursSchema,
  consentSchema,
  contactRequestsSchema,
  customerTimeSchema,
  inboundSchema,
  outreachSchema,
  quietHoursSettingSchema,
  routingSchema,
  webChatSchema,
  auditSchema,
  janitorSchema,
  peopleSchema,
  traceSchema,
} from './backendSettingsSchema';
import type { SilenceSettings } from './silenceSchema';
import type { WrapUpSettings } from './wrapUpSchema';
import { isFlexIcon } from './flexIcons';
import { isPasteIcon } from './pasteIcons';

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
  'tooMuch',
  'notAPhoneNumber',
  'notAChannel',
  'retired',
  'notATime',
  'notADate',
  'notATimeZone',
  'notAnOrigin',
  'notAKey',
  'notAColor',
  'notAnIcon',
  'notAFunction',
  'notASid',
  'noMatcher',
  'duplicate',
  'notATemplate',
  'notAChoice',
  'noCondition',
  'notLater',
  'unknown',
] as const;
export type SettingsReason = (typeof SETTINGS_REASONS)[number];

export const because = (reason: SettingsReason): SettingsReason => reason;

export const text = v.pipe(v.string(because('notText')), v.trim(), v.nonEmpty(because('missing')));
export const sid = (prefix: string) =>
  v.pipe(v.string(because('notText')), v.regex(new RegExp(`^${prefix}[0-9a-f]{32}$`), because('notASid')));

/** Only http on this computer is let through without TLS: the Flex token travels in the request. */
const LOCAL_HOST = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;

export const backendUrlSchema = v.pipe(
  v.string(because('notText')),
  v.url(because('notAUrl')),
  v.check((url) => (url.startsWith('https://') || LOCAL_HOST.test(url)) && !/[?#]/.test(url), because('notAUrl')),
  v.transform((url) => url.replace(/\/+$/, '')),
);

export const texts = v.array(text, because('notAList'));
export const wholeNumber = v.pipe(
  v.number(because('notANumber')),
  v.integer(because('notANumber')),
  v.minValue(1, because('notANumber')),
);
/** Of an object: another type altogether, or one of its entries that is not there. */
export const objectReason = (issue: { expected: string | null }): SettingsReason =>
  issue.expected === 'Object' ? because('notAnObject') : because('missing');

/** Google ended them on 2024-07-31: https://www.twilio.com/docs/flex/developer/conversations */
const RETIRED_CHANNELS: readonly unknown[] = ['gbm'];

export const channel = v.picklist(CHANNELS, ({ input }) =>
  because(RETIRED_CHANNELS.includes(input) ? 'retired' : 'notAChannel'),
);

/** An address that agents send from. */
export const senderSchema = v.pipe(
  v.object(
    {
      /**
       * Without a channel prefix: E.164 for SMS and WhatsApp, the sender's ID for RCS, the page's for Messenger, the
       * business's for Apple Messages, a name of yours for chat.
       */
      address: text,
      /**
       * `rcs` and `apple` are experimental: no document of Twilio's says that Flex takes them. Where the account does not,
       * agents cannot open such conversations, and what customers write becomes a task all the same.
       */
      channel,
      /** What agents call it. */
      name: text,
      /** Only for agents of one of these queues (`WQ…`), one of these teams, or with one of these skills. */
      queues: v.optional(v.array(sid('WQ'), because('notAList'))),
      /** By the worker's attributes `team`, `team_name` or `team_id`. */
      teams: v.optional(texts),
      /** By the worker's attribute `routing.skills`. */
      skills: v.optional(texts),
    },
    objectReason,
  ),
  v.forward(
    v.check((sender) => !isSentFromNumber(sender.channel) || E164.test(sender.address), because('notAPhoneNumber')),
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

export const lineTypesSchema = v.strictObject(
  {
    /**
     * Kinds of line that nothing is sent to by SMS or RCS; of the others but `mobile` the agent is told. By Twilio's
     * names: https://www.twilio.com/docs/lookup/v2-api/line-type-intelligence
     */
    refused: v.optional(v.array(v.picklist(LINE_TYPES, because('notAChoice')), because('notAList')), [
      'landline',
      'premium',
      'sharedCost',
      'uan',
      'voicemail',
      'pager',
    ]),
  },
  (issue) => strictReason(issue),
);

export const schedulingSchema = v.object(
  {
    /** The Messaging Service that holds the senders: Twilio schedules for those alone. */
    messagingServiceSid: sid('MG'),
    /** Whether a message for later is cancelled where the customer writes before its time. Its agent is told. */
    cancelsOnReply: v.optional(v.boolean(because('notTrueOrFalse')), true),
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

/** Of an object that may have no other entries: a misspelt one would change what the rest of it means. */
export const strictReason = (issue: { expected: string | null }): SettingsReason =>
  issue.expected === 'never' ? because('unknown') : objectReason(issue);

const WHO = ['everyone', 'supervisors', 'nobody'] as const;
export const who = (usual: (typeof WHO)[number]) => v.optional(v.picklist(WHO, because('notAChoice')), usual);
/** Who sees a view for supervisors. */
export const seeSchema = who('supervisors');
export const upToAYear = v.pipe(wholeNumber, v.maxValue(365, because('tooMuch')));

/** The view "Conversations", and `POST /supervision`. */
export const supervisionSchema = v.strictObject(
  {
    /** Who sees it: `everyone` who is signed in, `supervisors` (and administrators), or `nobody`. */
    see: seeSchema,
    /** Shows of a customer only the last four characters of their address, and no name. */
    masksCustomers: v.optional(v.boolean(because('notTrueOrFalse')), false),
    /** Minutes after which a customer whom an agent has not answered is shown as waiting at a silent agent. */
    silentMinutes: v.optional(wholeNumber, 5),
    /** Adds columns to Flex's Teams View: load by channel, longest-waiting customer, what is offered. */
    columns: v.optional(v.boolean(because('notTrueOrFalse')), true),
  },
  strictReason,
);

/** What was said with a customer before: the panel, and `POST /past-conversations`. */
export const pastConversationsSchema = v.strictObject(
  {
    /** Who may read it of a customer whom they may write to: `everyone` who is signed in, `supervisors` (and administrators), or `nobody`. */
    see: who('everyone'),
  },
  strictReason,
);

/** Who may keep that a customer has asked for no more messages: `everyone` who is signed in, `supervisors` (and administrators), or `nobody`. */
export const optOutSchema = who('everyone');

/** Who may act in conversations that they are not in: join, take over, reassign, remove and end. */
export const superviseSchema = v.optional(v.picklist(['supervisors', 'nobody'], because('notAChoice')), 'supervisors');

/** Signed-in plugins ask the Functions now and then to look for customers who are left alone. */
export const sweepsSchema = v.optional(v.boolean(because('notTrueOrFalse')), true);

/** Days for which acts are kept, by SIDs and codes; 365 at most. */
export const auditDaysSchema = v.optional(upToAYear, 90);

/** ISO 3166-1, two letters, such as `MX`. */
export const defaultCountrySchema = v.pipe(v.string(because('notText')), v.regex(/^[A-Z]{2}$/, because('notAChoice')));

export const shortcutSchema = v.pipe(v.string(because('notText')), v.regex(/^[BD-GI-KN-QU-XZ]$/, because('notAKey')));

const choice = <const Options extends readonly string[]>(options: Options) =>
  v.picklist(options, because('notAChoice'));

/** Without TLS only on this computer. */
const mediaUrl = v.pipe(
  v.string(because('notText')),
  v.check((url) => /^https:\/\/\S+$/.test(url) || LOCAL_HOST.test(url), because('notAUrl')),
);

const icon = v.pipe(
  text,
  v.check((value) => !/[:/]/.test(value) || v.is(mediaUrl, value), because('notAUrl')),
  v.check((value) => /[:/]/.test(value) || isPasteIcon(value) || isFlexIcon(value), because('notAnIcon')),
);

/**
 * Text with places such as `{{task.attributes.name}}`, `{{task.queueName}}` and `{{helper.durationSinceUpdate}}`:
 * https://www.twilio.com/docs/flex/developer/ui/custom-template-strings. Anything more is refused here, because Flex
 * goes blank over a template that it cannot read.
 */
const template = v.pipe(
  text,
  v.check(
    (value) => !/[{}]{2}/.test(value.replace(/\{\{(task|helper)(\.[A-Za-z_]\w*)+\}\}/g, '')),
    because('notATemplate'),
  ),
);

/** The place's lines, each a template; Flex's own line where one is left out. */
const lines = <const Line extends string>(...names: Line[]) =>
  v.optional(
    v.strictObject(
      Object.fromEntries(names.map((name) => [name, v.optional(template)])) as Record<
        Line,
        v.OptionalSchema<typeof template, undefined>
      >,
      strictReason,
    ),
  );

/** Where the plugin's channels say something other than label and customer. */
export const channelTemplatesSchema = v.strictObject(
  {
    taskList: lines('firstLine', 'secondLine'),
    /** Above the conversation. */
    taskCanvasHeader: lines('title', 'secondLine', 'endButton'),
    /** Of the tab that holds the conversation. */
    taskCanvasTab: lines('title'),
    incomingTask: lines('titleLine', 'firstLine', 'secondLine'),
    /** In Teams View's table. */
    taskCard: lines('firstLine', 'secondLine'),
    supervisorCanvas: lines('title', 'secondLine'),
    supervisorOverview: lines('firstLine', 'secondLine'),
  },
  strictReason,
);

/** What Flex does by itself to the conversation of a task that has no interaction. */
const ORCHESTRATIONS = ['AddToConversation', 'DeactivateConversation', 'LeaveConversation'] as const;

/** A list in this order, or `none`; Flex's default where it is left out. */
const orchestrations = v.optional(
  v.pipe(
    v.union([v.literal('none'), v.array(v.picklist(ORCHESTRATIONS))], because('notAChoice')),
    v.transform((value) => (value === 'none' ? [] : value)),
  ),
);

/** Of a channel whose tasks the contact centre makes itself by TaskRouter, not by Interactions. */
export const orchestrationSchema = v.strictObject(
  {
    accepted: orchestrations,
    wrapup: orchestrations,
    completed: orchestrations,
    /** A Function of the backend, such as `kiosk-events`, that is told of the three events of the channel's tasks. */
    hook: v.optional(
      v.pipe(v.string(because('notText')), v.regex(/^[a-z0-9]+([-/][a-z0-9]+)*$/i, because('notAFunction'))),
    ),
  },
  strictReason,
);

const attributeValue = v.union([v.string(), v.number(), v.boolean()], because('notAChoice'));

/** A task attribute; `path` goes into objects by dots. */
export const attributeConditionSchema = v.pipe(
  v.strictObject(
    {
      path: text,
      equals: v.optional(attributeValue),
      in: v.optional(v.array(attributeValue, because('notAList'))),
      exists: v.optional(v.boolean(because('notTrueOrFalse'))),
    },
    strictReason,
  ),
  v.check(
    ({ equals, in: among, exists }) => [equals, among, exists].filter((given) => given !== undefined).length === 1,
    because('noCondition'),
  ),
);

/** A custom chat channel. A task belongs to it when every matcher that is given fits. */
export const customChannelSchema = v.pipe(
  v.strictObject(
    {
      /** Unique; Flex's own name for the channel. */
      name: text,
      /** Matches the task attribute `channelType`. */
      channelType: v.optional(text),
      /** Matches the task's TaskRouter channel. */
      taskChannelUniqueName: v.optional(text),
      /** Matches any other task attributes; all of the conditions have to hold. */
      attributes: v.optional(v.array(attributeConditionSchema, because('notAList'))),
      /** What agents read. */
      label: text,
      /**
       * One of Flex's icons by name, https://www.twilio.com/docs/flex/developer/ui/components/icons, one of the Paste icons
       * that docs/channels.md lists, or a picture's address.
       */
      icon: v.optional(icon, 'Message'),
      /** The icon of an accepted task; the same as `icon` where it is not given. */
      iconActive: v.optional(icon),
      /** Of the icon while a task is offered or accepted; a picture keeps its own. */
      color: v.optional(
        v.pipe(v.string(because('notText')), v.regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i, because('notAColor'))),
        '#0263e0',
      ),
      /** Characters that one message may have. */
      characterLimit: v.optional(wholeNumber),
      templates: v.optional(channelTemplatesSchema),
      /** All three where it is left out; without `Wrapup` the button that ends a task completes it at once. */
      capabilities: v.optional(v.array(choice(['Chat', 'Info', 'Wrapup']), because('notAList'))),
      /** Played while a task is offered. */
      sound: v.optional(
        v.strictObject(
          { url: mediaUrl, repeatable: v.optional(v.boolean(because('notTrueOrFalse')), true) },
          strictReason,
        ),
      ),
      /** That a task is offered. */
      notification: v.optional(
        v.strictObject(
          {
            shown: v.optional(v.boolean(because('notTrueOrFalse')), true),
            title: v.optional(template),
            browserTitle: v.optional(template),
            browserBody: v.optional(template),
          },
          strictReason,
        ),
      ),
      orchestration: v.optional(orchestrationSchema),
    },
    strictReason,
  ),
  v.check(
    (custom) => Boolean(custom.channelType ?? custom.taskChannelUniqueName ?? custom.attributes?.[0]),
    because('noMatcher'),
  ),
);

/** Every condition that is given has to hold. */
export const autoAcceptRuleSchema = v.strictObject(
  {
    /** For the people who read the settings. */
    name: v.optional(text),
    /** The task's `channelType`, its TaskRouter channel, or the name of one of `channels`. */
    channel: v.optional(text),
    /** A task without the attribute `direction` is inbound. */
    direction: v.optional(choice(['inbound', 'outbound'])),
    /** Name or SID. */
    queue: v.optional(text),
    attributes: v.optional(v.array(attributeConditionSchema, because('notAList')), []),
    worker: v.optional(
      v.strictObject(
        {
          /** All of them. */
          skills: v.optional(texts),
          /** One of them, by name. */
          activities: v.optional(texts),
          notOnACall: v.optional(v.boolean(because('notTrueOrFalse'))),
          openMessagingTasksBelow: v.optional(wholeNumber),
        },
        strictReason,
      ),
      {},
    ),
    then: choice(['accept', 'acceptAndSelect', 'announce']),
    /** Counted down where the agent can stop it; 120 at most. */
    delaySeconds: v.optional(
      v.pipe(
        v.number(because('notANumber')),
        v.integer(because('notANumber')),
        v.minValue(0, because('notANumber')),
        v.maxValue(120, because('tooMuch')),
      ),
    ),
    /** Played once. */
    sound: v.optional(mediaUrl),
  },
  strictReason,
);

/** In order of preference: the first one that fits decides. */
export const autoAcceptRulesSchema = v.array(autoAcceptRuleSchema, because('notAList'));

export const autoAcceptSchema = v.object(
  {
    /** Accept and select tasks whose attribute `autoAnswer` is true or 'true', where no rule decides otherwise. */
    autoAnswer: v.optional(v.boolean(because('notTrueOrFalse')), true),
  },
  because('notAnObject'),
);

export type Sender = v.InferOutput<typeof senderSchema>;
export type CannedText = v.InferOutput<typeof cannedTextSchema>;
export type QuietHoursSetting = v.InferOutput<typeof quietHoursSettingSchema>;
export type CustomerTime = v.InferOutput<typeof customerTimeSchema>;
export type LineTypes = v.InferOutput<typeof lineTypesSchema>;
export type Outreach = v.InferOutput<typeof outreachSchema>;
export type BusinessHours = v.InferOutput<typeof businessHoursSchema>;
export type Inbound = v.InferOutput<typeof inboundSchema>;
export type Routing = v.InferOutput<typeof routingSchema>;
export type CustomChannel = v.InferOutput<typeof customChannelSchema>;
export type Orchestration = v.InferOutput<typeof orchestrationSchema>;
export type AutoAcceptRule = v.InferOutput<typeof autoAcceptRuleSchema>;
export type AutoAccept = v.InferOutput<typeof autoAcceptSchema> & { rules: AutoAcceptRule[] };

export interface Settings {
  /** Where the Functions are; without it the plugin starts no conversations. The set-up fills it in. */
  backendUrl: string | undefined;
  /** What agents write from. Without a sender the panel has nothing to offer. */
  senders: Sender[];
  /** Where tasks go. The set-up fills it in. */
  routing: Routing;
  /** Custom chat task channels: docs/channels.md. */
  channels: CustomChannel[];
  /** Which tasks are accepted by themselves: docs/auto-accept.md. */
  autoAccept: AutoAccept;
  /** Texts that agents can choose instead of writing them. */
  cannedTexts: CannedText[];
  /** When nobody is written to, in the customer's own time zone; any time where it is left out. */
  quietHours: QuietHoursSetting | undefined;
  /** Where customers are, where that is known better than by their numbers. */
  customerTime: CustomerTime;
  /**
   * Twilio Lookup is asked for the kind of a customer's line before SMS or RCS goes to it, once in 90 days for each
   * number. Each look-up costs about US$ 0.008: https://www.twilio.com/en-us/trusted-activation/pricing/lookup. Off where
   * it is left out; `{}` switches it on.
   */
  lineTypes: LineTypes | undefined;
  /** Messages whose reply becomes a task. */
  outreach: Outreach;
  /** Where messages are scheduled; without it nothing can be. */
  scheduling: v.InferOutput<typeof schedulingSchema> | undefined;
  /** Which other pages may open the panel: docs/click-to-message.md. */
  clickToMessage: v.InferOutput<typeof clickToMessageSchema>;
  /** The web form of your website; off where it is left out. */
  contactRequests: v.InferOutput<typeof contactRequestsSchema> | undefined;
  /** What becomes of customers who write first: docs/inbound.md. */
  inbound: Inbound;
  /** The chat of your website; off where it is left out. */
  webChat: v.InferOutput<typeof webChatSchema> | undefined;
  /** Who looks after customers who are left alone in an open conversation. */
  janitor: v.InferOutput<typeof janitorSchema>;
  /** Several agents in one conversation. */
  people: v.InferOutput<typeof peopleSchema>;
  /** What agents say of a conversation that has ended; nothing is asked where it is left out. */
  wrapUp: WrapUpSettings | undefined;
  /** What follows where an agent neither answers a customer nor shows any activity. */
  silence: SilenceSettings;
  /** Where a message went: docs/trace.md. */
  trace: v.InferOutput<typeof traceSchema>;
  /** What supervisors see of the conversations under way: docs/supervisors-guide.md. */
  supervision: v.InferOutput<typeof supervisionSchema>;
  /** Who did what to whose conversation. */
  audit: v.InferOutput<typeof auditSchema>;
  /** Who reads in the panel what was said with a customer before. */
  pastConversations: v.InferOutput<typeof pastConversationsSchema>;
  /** What customers want, who may record it, and what a first message needs. */
  consent: v.InferOutput<typeof consentSchema>;
  /**
   * The country, ISO 3166-1 (`MX`), of customers' numbers that are written without its code: in the panel in the place of
   * the sender's own, in the website's form and in systems' requests, where such a number is refused without it.
   */
  defaultCountry: string | undefined;
  /** With Ctrl and Shift it opens the panel; U where it is left out. A letter that Flex does not use. */
  shortcut: string;
}

/** Of them what the plugin itself goes by. */
export type PluginSettings = Omit<
  Settings,
  | ('routing' | 'quietHours' | 'customerTime' | 'outreach' | 'contactRequests' | 'inbound' | 'webChat')
  | ('consent' | 'janitor' | 'people' | 'trace' | 'audit' | 'wrapUp' | 'silence')
> & {
  /** As it was given: it is read in the form's chunk. */
  wrapUp: unknown;
  /** As it was given: it is read in the chunk of what comes later. */
  silence: unknown;
  consent: Pick<Settings['consent'], 'optOut'>;
  janitor: Pick<Settings['janitor'], 'isOn'>;
  people: Pick<Settings['people'], 'supervise'>;
  trace: Pick<Settings['trace'], 'see'>;
  audit: Pick<Settings['audit'], 'see' | 'keepDays'>;
};

export interface SettingsProblem {
  /** For example `senders[1].address`. */
  path: string;
  reason: SettingsReason;
}
