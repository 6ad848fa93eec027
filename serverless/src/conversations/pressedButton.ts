import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { attempt } from '../runtime/twilioFailure';
import { buttonEntries } from './messageEvent';
import type { ButtonEvent } from './messageEvent';

/** The button of a template, or the item of its list, that a customer has pressed. */
export interface PressedButton {
  text: string;
  /** The ID that the template gives it. */
  payload?: string;
}

/** Characters of a button's or an item's text, at the most. https://www.twilio.com/docs/content/twilio-quick-reply */
const LONGEST_TEXT = 25;

const metadata = v.pipe(v.string(), v.parseJson(), v.object({ data: v.object({ context: v.object(buttonEntries) }) }));

/** What Twilio tells of it beside the message's text. https://www.twilio.com/docs/messaging/guides/webhook-request */
function toldButton(event: ButtonEvent, body: string): PressedButton | undefined {
  const parsed = v.safeParse(metadata, event.ChannelMetadata);
  const { ButtonText, ButtonPayload, ListTitle, ListId } = {
    ...event,
    ...(parsed.success && parsed.output.data.context),
  };
  const [text, payload] = [ButtonText || ListTitle, ButtonPayload || ListId];
  return text || payload ? { text: text || body, ...(payload ? { payload } : {}) } : undefined;
}

/**
 * The button by which the customer has replied, undefined where they typed, or nobody tells. Conversations tells of none,
 * so that it is known by its text: asked only of a short reply to a template.
 * @param contentSid the template that they reply to
 */
export async function pressedButton(
  twilio: Twilio,
  event: ButtonEvent & { Body?: string | undefined },
  contentSid: string | undefined,
): Promise<PressedButton | undefined> {
  const { Body: body = '' } = event;
  const told = toldButton(event, body);
  if (told || contentSid === undefined || body === '' || body.length > LONGEST_TEXT) return told;
  // Without it the agent reads the text all the same.
  const fetched = await attempt(() => twilio.content.v1.contents(contentSid).fetch());
  return fetched.ok ? buttonIn(fetched.value.types, body) : undefined;
}

const button = v.object({ title: v.string(), id: v.optional(v.string()) });
const item = v.object({ item: v.string(), id: v.optional(v.string()) });

/** Wherever it stands in the template. */
function buttonIn(types: unknown, text: string): PressedButton | undefined {
  if (typeof types !== 'object' || types === null) return undefined;
  const [asButton, asItem] = [v.safeParse(button, types), v.safeParse(item, types)];
  const title = asButton.success ? asButton.output.title : asItem.success ? asItem.output.item : undefined;
  const id = asButton.success ? asButton.output.id : asItem.success ? asItem.output.id : undefined;
  if (title === text && !('url' in types) && !('phone' in types)) return { text, ...(id ? { payload: id } : {}) };
  for (const part of Object.values(types)) {
    const found = buttonIn(part, text);
    if (found) return found;
  }
  return undefined;
}
