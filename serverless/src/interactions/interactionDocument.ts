import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { claimDocument, listDocuments, readDocument, writeDocument } from '../sync/syncStore';

const interactionChannel = v.object({ interactionSid: v.string(), interactionChannelSid: v.string() });

/** An interaction and its one channel. */
export type InteractionChannel = v.InferOutput<typeof interactionChannel>;

/** A conversation that rests for longer is looked up by TaskRouter's search. */
const KEPT_SECONDS = 30 * 24 * 60 * 60;

const PREFIX = 'messaging-controls-interaction-';
const nameOf = (conversationSid: string): string => `${PREFIX}${conversationSid}`;

/** Keeps which interaction a conversation has: the last that Twilio has told of. */
export async function writeInteraction(
  twilio: Twilio,
  conversationSid: string,
  channel: InteractionChannel,
): Promise<Result<unknown, TwilioFailure>> {
  const name = nameOf(conversationSid);
  // Nearly always the first one: made by one call.
  const made = await claimDocument(twilio, name, channel, KEPT_SECONDS);
  return made.ok && made.value === 'taken' ? writeDocument(twilio, name, channel, KEPT_SECONDS) : made;
}

/** Undefined where Twilio has told of none. It may be over, and a newer one not told of yet. */
export async function readInteraction(
  twilio: Twilio,
  conversationSid: string,
): Promise<Result<InteractionChannel | undefined, TwilioFailure>> {
  const read = await readDocument(twilio, nameOf(conversationSid));
  if (!read.ok) return read;
  const parsed = v.safeParse(interactionChannel, read.value);
  return success(parsed.success ? parsed.output : undefined);
}

export interface KeptInteraction extends InteractionChannel {
  conversationSid: string;
}

/** Of all conversations of the last 30 days. */
export async function listInteractions(twilio: Twilio): Promise<Result<KeptInteraction[], TwilioFailure>> {
  const listed = await listDocuments(twilio, PREFIX);
  if (!listed.ok) return listed;
  return success(
    listed.value.flatMap(({ uniqueName, data }) => {
      const parsed = v.safeParse(interactionChannel, data);
      return parsed.success ? [{ conversationSid: uniqueName.slice(PREFIX.length), ...parsed.output }] : [];
    }),
  );
}
