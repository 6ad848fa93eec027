import * as v from 'valibot';

import { E164 } from '../contract/address/messagingAddress';
import { CHANNELS } from '../contract/Channel';
import { CONSENT_KINDS } from '../contract/consentKind';
import { isTimeZone } from '../contract/timeZone';
import {
  auditDaysSchema,
  because,
  channel,
  objectReason,
  optOutSchema,
  seeSchema,
  sid,
  strictReason,
  superviseSchema,
  sweepsSchema,
  text,
  texts,
  upToAYear,
  wholeNumber,
  who,
} from './settingsSchema';
import type { SettingsReason } from './settingsSchema';

/** The settings that the backend alone goes by: Flex loads none of them at its start. */

const timeOfDay = v.pipe(v.string(because('notText')), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, because('notATime')));

/** When nobody is written to, in the customer's own time zone. Absent: any time. */
export const quietHoursSettingSchema = v.object(
  {
    /** `HH:MM`; later than `to` where the window goes over midnight. */
    from: timeOfDay,
    to: timeOfDay,
    /** The channels that it holds for. */
    channels: v.optional(
      v.array(channel, because('notAList')),
      CHANNELS.filter((item) => item !== 'chat'),
    ),
  },
  objectReason,
);

export const outreachSchema = v.object(
  {
    /** Sent by itself when the customer's reply has come. */
    automaticAnswer: v.optional(text),
    /** A Studio flow that makes the reply a task, in the place of our own function: setup/studio/on-reply.json. */
    studioFlowSid: v.optional(sid('FW')),
    /** Days that a reply is waited for, 90 at most; then the conversation is closed. */
    waitDays: v.optional(v.pipe(wholeNumber, v.maxValue(90, because('tooMuch'))), 3),
  },
  because('notAnObject'),
);

export const contactRequestsSchema = v.object(
  {
    /** The sender of channel sms that the customer is written to from. */
    from: v.pipe(v.string(because('notText')), v.regex(E164, because('notAPhoneNumber'))),
    /** The queue of its tasks; that of `routing` where it is left out. */
    queueSid: v.optional(sid('WQ')),
  },
  objectReason,
);

/** IANA name: whatever the time zones of the computer know. */
const timeZone = v.pipe(
  text,
  v.check((name) => isTimeZone(name), because('notATimeZone')),
);

/** Where customers are, beyond what their numbers tell: `POST /customer-time`. */
export const customerTimeSchema = v.strictObject(
  {
    /**
     * Who may keep where a customer is: `everyone` who is signed in, `supervisors` (and administrators), or `nobody`. An agent
     * chooses among the zones that the number may have: of another one, quiet hours hold there and by the number, unless a
     * supervisor has chosen it.
     */
    choose: who('everyone'),
    /** Days for which that is kept; 365 at most. */
    keepDays: v.optional(upToAYear, 365),
    /**
     * What a contact provider or a system says of a customer's time zone comes by the agent's browser, which may say
     * anything. `careful`: it is quiet there as well as by the number. `trusted`: it counts in place of the number.
     */
    contacts: v.optional(v.picklist(['careful', 'trusted'], because('notAChoice')), 'careful'),
    /** Numbers of which you know the place yourself; the longest beginning counts. */
    zones: v.optional(
      v.array(
        v.object(
          {
            /** What they begin with: `+` and digits, such as `+61`. */
            numbers: v.pipe(v.string(because('notText')), v.regex(/^\+\d{0,15}$/, because('notAPhoneNumber'))),
            /** IANA name, such as `Australia/Sydney`. */
            timeZone,
          },
          objectReason,
        ),
        because('notAList'),
      ),
      [],
    ),
  },
  strictReason,
);

/** `HH:MM`; `to` at or before `from` is on the next day. */
const openingHours = v.optional(
  v.array(v.object({ from: timeOfDay, to: timeOfDay }, objectReason), because('notAList')),
  [],
);

export const businessHoursSchema = v.strictObject(
  {
    /** IANA name, such as `America/New_York`. */
    timeZone,
    /** When somebody is there; a day that is left out is closed. `22:00` to `06:00` ends on the next day. */
    days: v.strictObject(
      {
        mon: openingHours,
        tue: openingHours,
        wed: openingHours,
        thu: openingHours,
        fri: openingHours,
        sat: openingHours,
        sun: openingHours,
      },
      strictReason,
    ),
    /** Days on which nobody begins, such as `2026-12-25`. */
    holidays: v.optional(
      v.array(v.pipe(v.string(because('notText')), v.isoDate(because('notADate'))), because('notAList')),
      [],
    ),
    /** Sent outside of the hours, once in a conversation. */
    answer: v.optional(text),
    /** Whether a conversation outside of the hours waits as a task, or is only answered. */
    outOfHours: v.optional(v.picklist(['task', 'answerOnly'], because('notAChoice')), 'task'),
  },
  strictReason,
);

/** What becomes of customers who write to an address whose webhook is the function `conversation-events`. */
export const inboundSchema = v.strictObject(
  {
    /** Messages with one of these words or phrases make no task. `*` where a word begins or ends stands for any letters. */
    spam: v.optional(texts, []),
    businessHours: v.optional(businessHoursSchema),
    /** The first whose words are in the message decides the queue. `*` as in `spam`. */
    keywords: v.optional(
      v.array(v.object({ words: texts, queueSid: sid('WQ') }, objectReason), because('notAList')),
      [],
    ),
    /** A customer whom no keyword sends elsewhere goes to the agent who wrote to them last, within 30 days. */
    lastAgentFirst: v.optional(v.boolean(because('notTrueOrFalse')), true),
    /**
     * What a customer is told who waits while the task is gone that nobody took (declined, timed out, or cancelled by the
     * workflow); then the conversation is closed. Where it is left out, they get a new task, and are told nothing.
     */
    unservedAnswer: v.optional(text),
  },
  strictReason,
);

export const webChatSchema = v.object(
  {
    /** The address of type `chat` that the website's chats come to (`IG…`). */
    addressSid: sid('IG'),
  },
  objectReason,
);

/** A customer of chat comes by themselves. */
const WRITTEN_TO = CHANNELS.filter((name) => name !== 'chat');
type WrittenTo = Exclude<(typeof CHANNELS)[number], 'chat'>;

/** Above the few words of a sentence nobody writes as a word. */
const word = v.pipe(text, v.maxLength(80, because('tooMuch')));

/** What customers want: `POST /consent`. */
export const consentSchema = v.strictObject(
  {
    /** Who may keep that a customer has asked for no more messages: `everyone` who is signed in, `supervisors` (and administrators), or `nobody`. */
    optOut: optOutSchema,
    /** Who may end an opt-out that an agent has kept. */
    lift: who('supervisors'),
    /** Who may record that a customer has agreed to messages. */
    record: who('everyone'),
    /**
     * The consent that a first message of ours needs, for each channel: `implicit` (the customer has written to the sender),
     * `explicit` (they have said so) or `double` (and confirmed it by START). None where a channel is left out.
     */
    required: v.optional(
      v.strictObject(
        Object.fromEntries(
          WRITTEN_TO.map((name) => [name, v.optional(v.picklist(CONSENT_KINDS, because('notAChoice')))]),
        ) as Record<WrittenTo, v.OptionalSchema<v.PicklistSchema<typeof CONSENT_KINDS, SettingsReason>, undefined>>,
        strictReason,
      ),
      {},
    ),
    /** Tell Twilio's Consent Management API of what is recorded here about SMS. */
    tellTwilio: v.optional(v.boolean(because('notTrueOrFalse')), false),
    /**
     * `check`: before a first message to a number of the United States, Twilio Lookup is asked whether somebody else has got
     * it since the customer last wrote or agreed. Then nothing is sent, and what they agreed to is over. It costs money, and
     * Twilio has to approve the account: https://www.twilio.com/docs/lookup/v2-api/reassigned-number
     */
    reassigned: v.optional(v.picklist(['off', 'check'], because('notAChoice')), 'off'),
    /**
     * What a customer writes, as their whole message, to get no more on WhatsApp, RCS, Messenger or Apple Messages; on SMS
     * Twilio has words of its own. Case, accents and punctuation do not count, and no button's text does. Where it is left
     * out, the English, Spanish and Portuguese ones that docs/inbound.md lists; `[]` for none.
     */
    optOutWords: v.optional(v.array(word, because('notAList'))),
    /** What they write there to get messages again: the only thing that ends it. */
    optInWords: v.optional(v.array(word, because('notAList'))),
  },
  strictReason,
);

export const routingSchema = v.object(
  {
    /** The messaging workflow; that of the Flex Configuration where it is left out. */
    workflowSid: v.optional(sid('WW')),
    /** The queue on whose behalf agents write; that of the Flex Configuration where it is left out. */
    queueSid: v.optional(sid('WQ')),
  },
  because('notAnObject'),
);

/** Of customers who are left alone in an open conversation: serverless/README.md. */
export const janitorSchema = v.strictObject(
  {
    /** Signed-in plugins ask the Functions now and then to look; otherwise a scheduler or `npm run janitor` has to. */
    isOn: sweepsSchema,
    /**
     * Hours after which an open conversation is closed that is in no task, whose customer is answered and in which nothing
     * has happened; never where it is left out.
     */
    closesAfterHours: v.optional(wholeNumber),
  },
  strictReason,
);

/** Of several agents in one conversation: `POST /people`. */
export const peopleSchema = v.strictObject(
  {
    /** Who may remove another agent: `everyone` who is in the conversation, `supervisors` (and administrators) who are, or `nobody`. */
    remove: who('supervisors'),
    /** Who may end a conversation for all while other agents are in it. */
    endForAll: who('everyone'),
    /** Who may act in conversations that they are not in: join, take over, reassign, remove and end. */
    supervise: superviseSchema,
    /** Who may start a conversation for a colleague, whose it then is: `supervisors` (and administrators) or `nobody`. */
    startFor: v.optional(v.picklist(['supervisors', 'nobody'], because('notAChoice')), 'supervisors'),
    /**
     * Whose open conversations with a customer an agent may join or take over who is about to write to that customer:
     * `everyone`’s, those of a queue that the agent is in (`sameQueue`), none, but for `supervisors` (and administrators), or
     * `nobody`, these neither. A take-over needs a reason, which the colleague reads before.
     */
    takeOver: v.optional(
      v.picklist(['everyone', 'sameQueue', 'supervisors', 'nobody'], because('notAChoice')),
      'everyone',
    ),
    /** The queues (`WQ…`) that can be invited; all where it is left out. */
    queues: v.optional(v.array(sid('WQ'), because('notAList'))),
    /** Days for which the notes are kept that agents and supervisors write in a conversation; 365 at most. */
    keepNotesDays: v.optional(upToAYear, 30),
  },
  strictReason,
);

/** Where a message went: the view "Message trace", and `POST /trace` and `POST /mend`. */
export const traceSchema = v.strictObject(
  {
    /** Who may trace messages: `everyone` who is signed in, `supervisors` (and administrators), or `nobody`. */
    see: seeSchema,
    /** Who of them may mend what it finds. */
    mend: who('supervisors'),
    /** Days for which it is kept what befell a conversation and what was done about it, by SIDs and codes; 365 at most. */
    keepDays: v.optional(upToAYear, 30),
    /** Whether it is kept how many workers a queue had when a task entered it: one more call for each. */
    queueSnapshots: v.optional(v.boolean(), true),
  },
  strictReason,
);

/** Who did what to whose conversation: `POST /audit`, in the view "Conversations". */
export const auditSchema = v.strictObject(
  {
    /** Who may read and export it. */
    see: seeSchema,
    /** Days for which acts are kept, by SIDs and codes; 365 at most. */
    keepDays: auditDaysSchema,
    /** Days for which a reason is kept as it was written, which may name people; none is where it is left out. */
    keepReasonsDays: v.optional(upToAYear),
  },
  strictReason,
);
