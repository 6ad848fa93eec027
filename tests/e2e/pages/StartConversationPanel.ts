import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import type { ReplyTo, StartMode } from '../../../src/actions/startConversation';
import type { Channel } from '../../../src/contract/Channel';
import { en } from '../../../src/strings/en';
import type { StringKey, StringTable } from '../../../src/strings/StringTable';
import { createTranslate } from '../../../src/strings/translate';
import type { Translate } from '../../../src/strings/translate';

export interface FilledIn {
  channel?: Channel;
  /** The sender's address. */
  sender?: string;
  to?: string;
  name?: string;
  message?: string;
  mode?: StartMode;
  replyTo?: ReplyTo;
  /** By the customer's clock, `2026-01-31T09:00`. */
  sendAt?: string;
}

/** The plugin's panel, in one of its languages. */
export class StartConversationPanel {
  private readonly say: Translate;

  constructor(
    private readonly page: Page,
    table: StringTable = en,
  ) {
    this.say = createTranslate(table);
  }

  get root(): Locator {
    return this.page.locator('#messaging-controls-start-conversation');
  }

  /** The button in Flex's header. */
  get opener(): Locator {
    return this.page.getByRole('button', { name: this.say('startConversation'), exact: true });
  }

  /** Opens it; one that a task has come for closes by itself first, and the opener closes one that is open. */
  async open(): Promise<void> {
    await expect(this.root).toBeHidden();
    await this.opener.click();
    await expect(this.root).toBeVisible();
  }

  async close(): Promise<void> {
    await this.button('close').click();
    await expect(this.root).toBeHidden();
  }

  field(label: StringKey, values?: Record<string, string>): Locator {
    return this.root.getByLabel(this.say(label, values));
  }

  select(label: StringKey): Locator {
    return this.root.getByRole('combobox', { name: this.say(label) });
  }

  button(label: StringKey, values?: Record<string, string>): Locator {
    return this.root.getByRole('button', { name: this.say(label, values), exact: true });
  }

  choice(label: StringKey): Locator {
    return this.root.getByRole('radio', { name: this.say(label), exact: true });
  }

  get customer(): Locator {
    return this.root.getByRole('combobox', { name: this.say('customer') });
  }

  /** Sender, queue and name are behind one line. */
  async showDetails(): Promise<void> {
    const details = this.button('details');
    if ((await details.getAttribute('aria-expanded')) !== 'true') await details.click();
  }

  /** Puts a prepared text where the caret is. */
  async insert(name: string): Promise<void> {
    await this.button('cannedText').click();
    await this.root.getByRole('option', { name }).click();
  }

  get message(): Locator {
    return this.field('firstMessage');
  }

  get sendButton(): Locator {
    return this.button('send');
  }

  /** What is said about the whole form, and to a screen reader at once; what came of sending stands first. */
  get notice(): Locator {
    return this.root.getByRole('alert').first();
  }

  /** What is known of an open conversation with the customer. */
  get openConversation(): Locator {
    return this.root.getByRole('region', { name: this.say('openConversationFound') });
  }

  async fillIn({ channel, sender, to, name, message, mode, replyTo, sendAt }: FilledIn): Promise<void> {
    if (channel) await this.select('channel').selectOption(channel);
    if (sender ?? name) await this.showDetails();
    if (sender) await this.select('sender').selectOption(sender);
    if (to !== undefined) await this.root.locator('[role="combobox"][aria-autocomplete]').fill(to);
    if (name !== undefined) await this.field('customerName').fill(name);
    if (message !== undefined) await this.message.fill(message);
    if (mode) await this.choice(`mode_${mode}`).check();
    if (replyTo) await this.choice(`replyTo_${replyTo}`).check();
    if (sendAt !== undefined) await this.field('sendAt').fill(sendAt);
  }

  /** Of a variable, such as `1`: how it is labelled depends on the template's words. */
  templateField(variable: string): Locator {
    return this.root.locator(`input[name="variable-${variable}"]`);
  }

  async fillTemplate(name: string, values: Record<string, string>): Promise<void> {
    await this.select('template').selectOption({ label: name });
    for (const [variable, value] of Object.entries(values)) {
      await this.templateField(variable).fill(value);
    }
  }

  /** Fills the form in and sends it. */
  async send(filledIn: FilledIn = {}): Promise<void> {
    await this.fillIn(filledIn);
    await this.root.locator('button[type="submit"]').click();
  }
}
