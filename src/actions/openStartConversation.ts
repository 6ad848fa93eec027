import type { Channel } from '../contract/Channel';
import { closeDialpad } from '../flex/dialpad';
import type { PluginContext } from '../PluginContext';
import { askForStartConversationPanel, setPrefill } from '../state/messagingControlsState';

/** What the form can be filled in with before the agent sees it. Nothing of it is sent by itself. */
export interface Prefill {
  channel?: Channel;
  /** The customer: a number, best E.164, or an ID of the channel. */
  to?: string;
  /** The address of a sender. */
  from?: string;
  customerName?: string;
  body?: string;
  queueSid?: string;
  /** Others of the same customer, a JSON list of `{ channel, to }`. */
  otherAddresses?: string;
  /** An IANA name. */
  customerTimeZone?: string;
}

/**
 * Opens the panel with a new form that is filled in as told; without `prefill` with the form as the agent left it. A
 * form that may have been sent already stays until that is settled. A panel that is open already takes the focus.
 */
export async function openStartConversation(
  plugin: Pick<PluginContext, 'flex' | 'manager'>,
  prefill?: Prefill,
): Promise<void> {
  const { store } = plugin.manager;
  if (prefill && Object.values(prefill).some((value) => value !== undefined)) {
    store.dispatch(setPrefill(prefill));
  }
  await closeDialpad(plugin);
  store.dispatch(askForStartConversationPanel());
}
