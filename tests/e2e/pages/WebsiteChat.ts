import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The sandbox's website, with the chat in its corner. */
export class WebsiteChat {
  constructor(readonly page: Page) {}

  /** The website as a guest has it who is signed in there. */
  async signIn(identity: string): Promise<void> {
    await this.page.goto(`/webchat?guest=${identity}`);
    await expect(this.page.locator('#chat[data-listening]')).toBeAttached();
  }

  async open(): Promise<void> {
    await this.page.goto('/webchat');
    await this.launcher.click();
    await expect(this.widget).toBeVisible();
  }

  async start(guest: { name: string; email: string; question: string }): Promise<void> {
    await this.widget.getByLabel('Name').fill(guest.name);
    await this.widget.getByLabel('E-mail').fill(guest.email);
    await this.widget.getByLabel('Your question').fill(guest.question);
    await this.widget.getByRole('button', { name: 'Start chat' }).click();
    await expect(this.messages).toContainText([guest.question]);
  }

  get launcher(): Locator {
    return this.page.getByRole('button', { name: /^Chat with us/ });
  }

  get widget(): Locator {
    return this.page.getByRole('region', { name: 'Chat with us' });
  }

  get messages(): Locator {
    return this.widget.getByRole('log').getByRole('listitem');
  }

  /** What the other side is doing, such as typing. */
  get activity(): Locator {
    return this.widget.getByRole('status');
  }

  get composer(): Locator {
    return this.widget.getByRole('textbox', { name: 'Message' });
  }

  async write(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  async attach(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.widget.getByLabel('Attach a file').setInputFiles(file);
  }
}
