import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { Template } from '../../../src/contract/templates';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';

/** The largest page of the Content API. */
const PAGE = 1_000;

/**
 * The kinds that Conversations sends and that can be shown here: any other would be refused (50542), and of a place
 * there is no text. https://www.twilio.com/docs/api/errors/50542
 */
const KINDS = ['text', 'media', 'quick-reply', 'call-to-action', 'list-picker', 'card'].map((kind) => `twilio/${kind}`);

const text = v.fallback(v.optional(v.string()), undefined);
/** What the kinds of content have in common, as far as a customer reads it. https://www.twilio.com/docs/content/content-types-overview */
const content = v.object({
  title: text,
  body: text,
  subtitle: text,
  /** Of a list. */
  button: text,
  actions: v.fallback(v.array(v.object({ title: text })), []),
  /** Addresses of pictures and files. */
  media: v.fallback(v.array(v.string()), []),
  /** Of a list. */
  items: v.fallback(v.array(v.object({ item: text })), []),
});

const approved = v.object({
  sid: v.string(),
  friendlyName: v.string(),
  language: v.string(),
  variables: v.nullish(v.record(v.string(), v.unknown())),
  types: v.record(v.string(), v.record(v.string(), v.unknown())),
  approvalRequests: v.nullish(v.object({ content_type: v.nullish(v.string()) })),
});

/** Variables in the order in which they first appear. */
const namesIn = (value: string): string[] => [...value.matchAll(/\{\{\s*([\w.-]+)\s*\}\}/g)].map(([, name]) => name!);

function templateOf(value: unknown): Template | undefined {
  const parsed = v.safeParse(approved, value);
  if (!parsed.success) return undefined;
  const { sid, friendlyName, language, types, approvalRequests } = parsed.output;
  // Other kinds are beside the approved one for other channels.
  const approvedKind = approvalRequests?.content_type ?? '';
  const name = approvedKind in types ? approvedKind : (Object.keys(types)[0] ?? '');
  if (!KINDS.includes(name)) return undefined;
  const kind = types[name]!;
  const { title, body, subtitle, button, actions, media, items } = v.parse(content, kind);
  const lines = [...media, title, body, subtitle].filter((line) => line !== undefined && line !== '');
  const shown = lines.join('\n');
  // Those of addresses and buttons after those of the text.
  const names = new Set([...namesIn(shown), ...namesIn(JSON.stringify(kind))]);
  const examples = parsed.output.variables ?? {};
  return {
    contentSid: sid,
    name: friendlyName,
    language,
    body: shown,
    variables: [...names].map((name) => ({ name, example: exampleOf(examples[name]) })),
    buttons: [button, ...items.map(({ item }) => item), ...actions.map(({ title: label }) => label)].filter(
      (label) => label !== undefined,
    ),
  };
}

const exampleOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Every template that WhatsApp has approved and Conversations sends, by name. https://www.twilio.com/docs/content/content-api-resources#template-search */
export async function readTemplates(twilio: Twilio): Promise<Result<Template[], TwilioFailure>> {
  const listed = await attempt(() =>
    twilio.content.v2.contentAndApprovals.list({ channelEligibility: ['whatsapp:approved'], pageSize: PAGE }),
  );
  if (!listed.ok) return listed;
  const templates = listed.value.flatMap((item) => templateOf(item) ?? []);
  return success(templates.sort((one, other) => one.name.localeCompare(other.name)));
}
