import type * as Flex from '@twilio/flex-ui';

import { appState } from '../../flex/FlexContext';

/** Each costs the backend a call. */
const MOST_CONVERSATIONS = 3;

/**
 * Where a message of Conversations (`IM`) may be, which Twilio finds within its conversation only: the one that has it, as
 * far as Flex holds its messages; else the one that is being traced, and those that Flex holds.
 */
export function conversationsWithin(manager: Flex.Manager, messageSid: string, traced: string | undefined): string[] {
  const held = Object.entries(appState(manager).flex.chat.conversations);
  const having = held.filter(([, { messages }]) => messages.some(({ source }) => source.sid === messageSid));
  const sids = (having.length > 0 ? having : held).map(([sid]) => sid);
  const possible = having.length > 0 || traced === undefined ? sids : [traced, ...sids];
  return [...new Set(possible)].slice(0, MOST_CONVERSATIONS);
}
