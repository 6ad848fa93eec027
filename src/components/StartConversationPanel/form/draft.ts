import type { ReplyTo, StartConversationPayload, StartMode } from '../../../actions/startConversation';
import type { ClientError } from '../../../backend/ClientError';
import { readAddress } from '../../../contract/address/readAddress';
import type { AddressReading, CountryCode } from '../../../contract/address/readAddress';
import { isByNumber } from '../../../contract/Channel';
import type { Channel } from '../../../contract/Channel';
import type { ErrorField } from '../../../contract/errors';
import { MESSAGE_LIMIT } from '../../../contract/messageLimit';
import type { Template } from '../../../contract/templates';
import { isBlank } from '../../../contract/text';
import type { Sender, Settings } from '../../../settings/settingsSchema';
import { chosenTemplate, isFilledIn, noTemplate } from '../../TemplateFields/templateChoice';
import type { TemplateChoice } from '../../TemplateFields/templateChoice';
import { countryOf } from '../customer/countries';
import { fillPlaceholders, hasPlaceholder } from '../../shared/cannedText';
import { fileProblem } from '../message/fileRules';

export const MESSAGE_KINDS = ['text', 'template', 'file'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** A file that the media service has. */
export interface UploadedFile {
  mediaSid: string;
  name: string;
  /** MIME type, and bytes. */
  type: string;
  size: number;
}

/** The form as it was filled in. */
export interface Draft {
  channel: Channel;
  /** The sender's address. */
  sender: string;
  /** Of a number that is written without its code. */
  country: CountryCode;
  /** A number, or an ID of the channel. */
  customer: string;
  /** Others of the same customer, as JSON text, where a contact provider knows them. */
  otherAddresses?: string | undefined;
  /** Where they are, an IANA name, where a contact provider knows it. */
  customerTimeZone?: string | undefined;
  customerName: string;
  /** Empty: the first of the agent's queues. */
  queueSid: string;
  kind: MessageKind;
  body: string;
  template: TemplateChoice;
  file: UploadedFile | undefined;
  mode: StartMode;
  replyTo: ReplyTo;
  /** `2026-01-31T09:00` where the customer is. */
  sendAt: string;
  /** Empty: the first of the customer's time zones. */
  timeZone: string;
  overrideReason: string;
  /** The colleague whose conversation it is to be, and on behalf of which of their queues. */
  startFor?: { workerSid: string; name: string; queueSid: string | undefined } | undefined;
  /** An open conversation that has no agent, to write into. It belongs to this customer and sender. */
  reuseConversationSid: string | undefined;
}

/** What stands in the form as it is shown, besides the draft. */
export interface FormFacts {
  senders: readonly Sender[];
  /** The agent's queues; empty while they are not known. */
  queues: readonly { sid: string }[];
  templates: readonly Template[];
  /** Where the customer may be, as far as known. */
  timeZones: readonly string[];
  agentName: string;
  /** False where only a template may be sent, or nothing at all. */
  windowIsOpen: boolean;
  /** The form offers nothing but templates: WhatsApp's window is shut, and the agent had nothing else in hand. */
  onlyTemplates: boolean;
  /** False where Twilio schedules nothing from the sender. */
  senderSchedules: boolean;
}

export type FieldErrors = Partial<Record<ErrorField, ClientError['code']>>;

export const keyOf = ({ channel, address }: Pick<Sender, 'channel' | 'address'>): string => `${channel}:${address}`;

export const emptyDraft = (sender: Sender | undefined, settings: Pick<Settings, 'defaultCountry'>): Draft => ({
  channel: sender?.channel ?? 'sms',
  sender: sender?.address ?? '',
  country: countryOf(sender, settings),
  customer: '',
  customerName: '',
  queueSid: '',
  kind: 'text',
  body: '',
  template: noTemplate,
  file: undefined,
  mode: 'now',
  replyTo: 'agent',
  sendAt: '',
  timeZone: '',
  overrideReason: '',
  reuseConversationSid: undefined,
});

/** Whether there is anything in it that somebody would miss. */
export const isBegun = ({ customer, body, file, template }: Draft): boolean =>
  [customer, body, file?.name, template.contentSid].some((value) => Boolean(value?.trim()));

/** The sender that is chosen; undefined where the agent has none. */
export const senderOf = ({ channel, sender }: Draft, senders: readonly Sender[]): Sender | undefined =>
  senders.find((item) => item.channel === channel && item.address === sender);

/** The draft with a sender that may be used: where the chosen one may not, another of the channel, or the first. */
export function settle(draft: Draft, senders: readonly Sender[]): Draft {
  const sender = senderOf(draft, senders) ?? senders.find(({ channel }) => channel === draft.channel) ?? senders[0];
  return sender ? { ...draft, channel: sender.channel, sender: sender.address } : draft;
}

/** Whom the form means. */
export const readCustomer = ({
  channel,
  customer,
  country,
}: Pick<Draft, 'channel' | 'customer' | 'country'>): AddressReading => readAddress(customer, channel, country);

/** The customer as the backend wants it; undefined where it is nobody on this channel, or several. */
export function customerOf(draft: Draft): string | undefined {
  const reading = readCustomer(draft);
  return reading.kind === 'address' ? reading.address : undefined;
}

/** The kind that is shown. */
export function kindOf(
  { channel, kind }: Pick<Draft, 'channel' | 'kind'>,
  { onlyTemplates }: Pick<FormFacts, 'onlyTemplates'>,
): MessageKind {
  if (onlyTemplates) {
    return 'template';
  }
  return kind === 'template' && channel !== 'whatsapp' ? 'text' : kind;
}

/** Why it cannot be sent later; undefined where it can be. Twilio schedules texts and templates of SMS and WhatsApp alone. */
export function whyNotLater(
  draft: Draft,
  facts: Pick<FormFacts, 'onlyTemplates' | 'senderSchedules'>,
): 'NOT_SCHEDULABLE' | 'SENDER_NOT_SCHEDULABLE' | undefined {
  if (!isByNumber(draft.channel) || kindOf(draft, facts) === 'file') return 'NOT_SCHEDULABLE';
  return facts.senderSchedules ? undefined : 'SENDER_NOT_SCHEDULABLE';
}

/** The errors that still stand after a change: what has been changed at a field may be right now. */
export function errorsAfter(errors: FieldErrors, change: Partial<Draft>): FieldErrors {
  const changed = (Object.keys(change) as (keyof Draft)[]).flatMap((name) => ERROR_FIELDS_OF[name] ?? []);
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !changed.includes(field as ErrorField)));
}

const ERROR_FIELDS_OF: Partial<Record<keyof Draft, ErrorField[]>> = {
  channel: ['from', 'to', 'body', 'mediaSid', 'sendAt', 'forWorkerSid'],
  sender: ['from', 'to', 'forWorkerSid'],
  country: ['to'],
  customer: ['to'],
  customerName: ['customerName', 'body'],
  queueSid: ['queueSid'],
  body: ['body', 'customerName'],
  template: ['contentSid'],
  file: ['mediaSid'],
  sendAt: ['sendAt'],
  timeZone: ['sendAt'],
  overrideReason: ['overrideReason'],
  startFor: ['forWorkerSid', 'queueSid'],
  mode: ['forWorkerSid'],
};

/** A text with the places filled in that this form knows the values of. */
export const fillIn = (
  text: string,
  draft: Draft,
  { senders, agentName }: Pick<FormFacts, 'senders' | 'agentName'>,
): string =>
  fillPlaceholders(text, {
    customerName: draft.customerName.trim(),
    agentName,
    senderName: senderOf(draft, senders)?.name ?? '',
  });

/** The text as it is sent. */
export const bodyOf = (draft: Draft, facts: Pick<FormFacts, 'senders' | 'agentName'>): string =>
  fillIn(draft.body, draft, facts).trim();

type Content = Omit<StartConversationPayload, 'requestId'>;
type Message = Pick<Content, 'body' | 'contentSid' | 'contentVariables' | 'mediaSid'>;

function checkMessage(draft: Draft, facts: FormFacts): Checked {
  const kind = kindOf(draft, facts);
  if (kind !== 'template' && !facts.windowIsOpen) {
    const code = draft.channel === 'whatsapp' ? 'NEEDS_TEMPLATE' : 'CUSTOMER_HAS_TO_WRITE';
    return { errors: kind === 'text' ? { body: code } : { mediaSid: code } };
  }
  switch (kind) {
    case 'text':
      return checkText(draft, facts);
    case 'template': {
      const template = chosenTemplate(facts.templates, draft.template);
      if (!template) {
        return { errors: { contentSid: 'TEMPLATE_NOT_CHOSEN' } };
      }
      if (!isFilledIn(template, draft.template)) {
        return { errors: { contentVariables: 'TEMPLATE_VARIABLES_MISSING' } };
      }
      const contentVariables = JSON.stringify(draft.template.contentVariables);
      return { message: { contentSid: template.contentSid, contentVariables } };
    }
    case 'file':
      if (!draft.file) {
        return { errors: { mediaSid: 'FILE_NOT_CHOSEN' } };
      }
      if (fileProblem(draft.channel, draft.file)) {
        return { errors: { mediaSid: 'FILE_NOT_ALLOWED' } };
      }
      return withFile(draft.file, isBlank(bodyOf(draft, facts)) ? undefined : checkText(draft, facts));
  }
}

type Checked = { message: Message } | { errors: FieldErrors };

function checkText(draft: Draft, facts: FormFacts): Checked {
  const body = bodyOf(draft, facts);
  if (isBlank(body)) {
    return { errors: { body: 'MESSAGE_EMPTY' } };
  }
  if (hasPlaceholder(body)) {
    return {
      errors: /\{\{\s*customerName/.test(body) ? { customerName: 'NAME_MISSING' } : { body: 'PLACEHOLDER_LEFT' },
    };
  }
  return body.length > MESSAGE_LIMIT ? { errors: { body: 'MESSAGE_TOO_LONG' } } : { message: { body } };
}

/** The text of a file may be left out. */
const withFile = ({ mediaSid }: UploadedFile, text: Checked | undefined): Checked =>
  text && 'errors' in text ? text : { message: { mediaSid, ...text?.message } };

/** What to send, or what has to be put right first. */
export function checkDraft(draft: Draft, facts: FormFacts): { request: Content } | { errors: FieldErrors } {
  const sender = senderOf(draft, facts.senders);
  const to = customerOf(draft);
  const checked = checkMessage(draft, facts);
  const notLater = whyNotLater(draft, facts);
  const errors: FieldErrors = {
    ...(!sender && { from: 'SENDER_NOT_ALLOWED' }),
    ...(!to && { to: isByNumber(draft.channel) && !isBlank(draft.customer) ? 'NUMBER_INVALID' : 'CUSTOMER_MISSING' }),
    ...('errors' in checked && checked.errors),
    ...(draft.mode === 'later' && !draft.sendAt && { sendAt: 'SEND_TIME_INVALID' }),
    ...(draft.mode === 'later' && notLater && { sendAt: notLater }),
  };
  if (!sender || !to || 'errors' in checked || Object.keys(errors).length > 0) {
    return { errors };
  }
  const { mode, replyTo, sendAt, timeZone, startFor, reuseConversationSid } = draft;
  return {
    request: {
      mode,
      channel: sender.channel,
      from: sender.address,
      to,
      otherAddresses: draft.otherAddresses,
      customerTimeZone: draft.customerTimeZone,
      customerName: draft.customerName.trim() || undefined,
      queueSid: startFor ? startFor.queueSid : draft.queueSid || facts.queues[0]?.sid,
      ...(startFor && { forWorkerSid: startFor.workerSid }),
      overrideReason: draft.overrideReason.trim() || undefined,
      ...checked.message,
      ...(mode === 'now' && { reuseConversationSid }),
      ...(mode !== 'now' && { replyTo }),
      ...(mode === 'later' && { sendAt, timeZone: timeZone || facts.timeZones[0] }),
    },
  };
}
