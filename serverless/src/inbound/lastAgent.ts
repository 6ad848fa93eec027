import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { isSamePerson } from '../../../src/contract/address/variants';
import { startedFor } from '../conversations/startRecord';
import { customerConversations } from '../conversations/conversations';
import { now } from '../runtime/Surroundings';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { Customer } from './conversationCustomer';

const LONGEST_AGO_MILLISECONDS = 30 * 24 * 60 * 60 * 1_000;
/** Of the latest conversations one may have had no agent, such as one outside of the business hours. */
const MOST_CONVERSATIONS = 3;
const MOST_MESSAGES = 50;
const MOST_AUTHORS = 5;

const workerAttributes = v.pipe(v.string(), v.parseJson(), v.object({ contact_uri: v.string() }));

/**
 * The worker SID of the agent who wrote to this customer last, from the same address of ours, in an earlier
 * conversation of the last 30 days. It is read
 * from the conversations themselves: they know every agent, however the conversation came about and whoever it was
 * handed on to. Undefined too where Twilio does not tell: then the workflow alone decides.
 */
export async function lastAgent(
  twilio: Twilio,
  { workspaceSid, chatServiceSid }: FlexConfiguration,
  { channel, address, proxyAddress }: Customer,
  conversationSid: string,
): Promise<string | undefined> {
  const listed = await customerConversations(twilio, channel, address);
  if (!listed.ok) return undefined;
  const since = listed.value.find(({ sid }) => sid === conversationSid)?.createdAt ?? now(twilio).toISOString();
  const latest = listed.value
    .filter((one) => one.sid !== conversationSid && one.proxyAddress === proxyAddress)
    .filter(({ createdAt }) => Date.parse(since) - Date.parse(createdAt) < LONGEST_AGO_MILLISECONDS)
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt))
    .slice(0, MOST_CONVERSATIONS);
  const service = twilio.conversations.v1.services(chatServiceSid);
  const written = await Promise.all(
    latest.map(({ sid }) =>
      attempt(() => service.conversations(sid).messages.list({ order: 'desc', limit: MOST_MESSAGES })),
    ),
  );
  // Whoever has another name than an identity of Flex can be no agent, and has no place in the expression below.
  const authors = written
    .flatMap((messages) => (messages.ok ? messages.value : []))
    // A supervisor who began it for an agent does not know the customer.
    .filter(({ attributes }) => startedFor(attributes) === undefined)
    .map(({ author }) => author)
    .filter((author) => !isSamePerson(author, address) && /^[\w@.+%~-]+$/.test(author));
  const contacts = [...new Set(authors)].slice(0, MOST_AUTHORS).map((author) => `client:${author}`);
  if (contacts.length === 0) return undefined;

  const workers = await attempt(() =>
    twilio.taskrouter.v1
      .workspaces(workspaceSid)
      .workers.list({ targetWorkersExpression: `contact_uri IN ${JSON.stringify(contacts)}`, limit: MOST_AUTHORS }),
  );
  if (!workers.ok) return undefined;
  const sids = new Map(
    workers.value.flatMap(({ sid, attributes }) => {
      const parsed = v.safeParse(workerAttributes, attributes);
      return parsed.success ? [[parsed.output.contact_uri, sid] as const] : [];
    }),
  );
  return contacts.map((contact) => sids.get(contact)).find(Boolean);
}
