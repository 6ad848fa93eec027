import type { LoggedMessage, OptOutType } from '../../model/messaging';
import type { World } from '../../World';
import { serviceOf } from './messagingServices';

/** https://help.twilio.com/articles/223134027 */
const KEYWORDS: Readonly<Record<OptOutType, readonly string[]>> = {
  STOP: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  START: ['START', 'UNSTOP', 'YES'],
  HELP: ['HELP', 'INFO'],
};

const REPLIES: Readonly<Record<OptOutType, string>> = {
  STOP: 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  START:
    'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
  HELP: 'Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
};

/** Only the word alone counts, in any case: "Stop calling me" opts nobody out. */
export function keywordOf({ channel, body }: Pick<LoggedMessage, 'channel' | 'body'>): OptOutType | null {
  if (channel !== 'sms') return null;
  const word = body.trim().toUpperCase();
  const types = Object.keys(KEYWORDS) as OptOutType[];
  return types.find((type) => KEYWORDS[type].includes(word)) ?? null;
}

/** An opt-out counts for one sender, or for all of the Messaging Service that it belongs to. */
const keyOf = (world: World, sender: string, customer: string): string =>
  `${serviceOf(world, sender)?.sid ?? sender} ${customer}`;

export const hasOptedOut = (world: World, { from, to }: Pick<LoggedMessage, 'from' | 'to'>): boolean =>
  world.optOuts.has(keyOf(world, from, to));

/** Opts the customer out or in of the sender, or of a Messaging Service. */
export function setOptOut(world: World, sender: string, customer: string, optsOut: boolean): void {
  const key = keyOf(world, sender, customer);
  if (optsOut) world.optOuts.add(key);
  else world.optOuts.delete(key);
}

/** Opts the customer out or in by the keyword of their message, and gives Twilio's own reply where one is due. */
export function followKeyword(world: World, { from, to, optOutType }: LoggedMessage): string | undefined {
  if (optOutType === null) return undefined;
  if (optOutType === 'HELP') return REPLIES.HELP;
  const optsOut = optOutType === 'STOP';
  // Whoever is out already, or never was, hears nothing: "YES" is an answer to many questions.
  if (hasOptedOut(world, { from: to, to: from }) === optsOut) return undefined;
  setOptOut(world, to, from, optsOut);
  return REPLIES[optOutType];
}
