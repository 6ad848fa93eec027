import * as v from 'valibot';

import { CHANNELS } from '../contract/Channel';
import { MESSAGE_LIMIT } from '../contract/messageLimit';
import type { PluginContext } from '../PluginContext';
import { openStartConversation } from './openStartConversation';
import type { Prefill } from './openStartConversation';

/** `type` of the window message, and the name of the address's parameter. */
export const CLICK_TO_MESSAGE = 'messaging-controls:start-conversation';
export const ADDRESS_PARAMETER = 'startConversation';

const text = (limit: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(limit)));

/** What another page may fill in. It is only shown to the agent, so the panel checks it as it checks what is typed. */
const prefillSchema = v.object({
  channel: v.optional(v.picklist(CHANNELS)),
  to: text(256),
  from: text(256),
  customerName: text(200),
  body: text(MESSAGE_LIMIT),
  queueSid: text(34),
  otherAddresses: text(2_000),
});
const windowMessage = v.object({ type: v.literal(CLICK_TO_MESSAGE) });
/** The settings know its page; a link may come from anybody, and a wrong time zone from it might end the quiet hours. */
const trustedPrefillSchema = v.object({ ...prefillSchema.entries, customerTimeZone: text(64) });

/**
 * Opens the panel for a window message of one of the settings' origins: from the page in Flex's CRM container, or from
 * a window that has opened Flex. Every other message is somebody else's business. Returns what ends that.
 */
export function listenForClickToMessage(plugin: PluginContext): () => void {
  const { origins } = plugin.settings.clickToMessage;
  const onMessage = ({ origin, data }: MessageEvent<unknown>) => {
    if (!origins.includes(origin) || !v.is(windowMessage, data)) {
      return;
    }
    const prefill = v.safeParse(trustedPrefillSchema, data);
    if (prefill.success) {
      void openStartConversation(plugin, prefill.output);
    }
  };
  window.addEventListener('message', onMessage);
  return () => window.removeEventListener('message', onMessage);
}

/**
 * Opens the panel where the page's address asks for it, `?startConversation=+12025550143&startConversation.channel=sms`
 * or the same after `#`, and takes the parameters away, so that a reload does not ask again.
 */
export function openFromAddress(plugin: PluginContext): void {
  const { pathname, search, hash } = window.location;
  const fromSearch = takeParameters(search.slice(1));
  const fromHash = takeParameters(hash.slice(1));
  if (!fromSearch && !fromHash) {
    return;
  }
  const rest = [
    fromSearch ? withMark('?', fromSearch.rest) : search,
    fromHash ? withMark('#', fromHash.rest) : hash,
  ].join('');
  window.history.replaceState(window.history.state, '', pathname + rest);
  const prefill = v.safeParse(prefillSchema, { ...fromSearch?.given, ...fromHash?.given });
  if (prefill.success) {
    void openStartConversation(plugin, prefill.output);
  }
}

const withMark = (mark: string, parameters: string): string => (parameters ? mark + parameters : '');

/** Our parameters and the others; undefined where there are none of ours. */
function takeParameters(query: string): { given: Prefill; rest: string } | undefined {
  const rest = new URLSearchParams(query);
  if (!rest.has(ADDRESS_PARAMETER)) {
    return undefined;
  }
  const given: Record<string, string> = {};
  for (const [name, value] of [...rest]) {
    const [parameter, field = 'to'] = name.split('.');
    if (parameter === ADDRESS_PARAMETER) {
      rest.delete(name);
      // A plus sign that nobody encoded has become a space.
      given[field] = field === 'to' ? value.replace(/^ (?=\d)/, '+') : value;
    }
  }
  return { given, rest: rest.toString() };
}
