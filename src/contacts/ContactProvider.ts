import type { Channel } from '../contract/Channel';

/** Somebody whom an agent may write to. */
export interface Contact {
  name?: string;
  /** Absent: whatever channel the agent has chosen. */
  channel?: Channel;
  /** A number in E.164, Messenger's or Apple's ID, or a chat identity. */
  to: string;
  /**
   * Others of the same customer, five at most. The backend looks at them too: an opt-out, quiet hours or an open
   * conversation at one of them counts for all.
   */
  otherAddresses?: { channel: Channel; to: string }[];
  /**
   * Where they are: an IANA name, such as `America/New_York`. It suggests the time of a message for later. In quiet hours it
   * counts as the settings say (`customerTime.contacts`). One that is none is left out, with a warning in the console.
   */
  timeZone?: string;
}

/**
 * Where the panel looks for customers while the agent types. There is a built-in one over the agent's own recent
 * conversations; another plugin adds its own, such as a CRM's, by
 * `Actions.invokeAction('RegisterContactProvider', provider)`.
 */
export interface ContactProvider {
  /** Unique; registering the same name again replaces it. */
  name: string;
  /**
   * The contacts that fit what has been typed so far, best first; for an empty text those most worth suggesting. It is
   * called for each pause in typing. Where it rejects, or takes longer than five seconds, the others' answers are shown.
   */
  search(text: string): Promise<Contact[]>;
}
