import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** A customer's phone: a list of our numbers, a thread for each, a box to write. */
export class Phone {
  constructor(readonly page: Page) {}

  async open(customer: string): Promise<void> {
    await this.page.goto('/phone');
    await this.page.getByRole('link', { name: customer }).click();
  }

  /** Opens the thread with one of our numbers, such as `Customer care, SMS`. */
  async openThread(address: string): Promise<void> {
    await this.page.getByRole('link', { name: address }).click();
    await expect(this.thread).toBeVisible();
  }

  get thread(): Locator {
    return this.page.getByRole('log');
  }

  get messages(): Locator {
    return this.thread.getByRole('listitem');
  }

  async write(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.page.getByRole('button', { name: 'Send' }).click();
  }
}
