import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export interface FilledIn {
  sender?: string;
  to?: string;
  name?: string;
  message?: string;
}

/** The real Flex UI as one person sees it. */
export class AgentDesktop {
  constructor(readonly page: Page) {}

  /** Signs in by choosing a name on the page that Flex itself leads to. */
  async signIn(fullName: string, path = '/agent-desktop/'): Promise<void> {
    await this.page.goto(path);
    await this.page.getByRole('button', { name: fullName }).click();
    await expect(this.startButton).toBeVisible({ timeout: 60_000 });
  }

  async setActivity(name: string): Promise<void> {
    await this.page
      .locator('.Twilio-MainHeader .Twilio-Activity button, [data-testid="activity-dropdown-button"]')
      .first()
      .click();
    await this.page.getByRole('menuitem', { name }).or(this.page.getByRole('option', { name })).first().click();
  }

  get startButton(): Locator {
    return this.page.getByRole('button', { name: 'Start conversation', exact: true });
  }

  get panel(): Locator {
    return this.page.getByRole('dialog', { name: 'Start conversation' });
  }

  get problem(): Locator {
    return this.panel.getByRole('alert');
  }

  async openPanel(): Promise<void> {
    await this.startButton.click();
    await expect(this.panel).toBeVisible();
  }

  async fillIn({ sender, to, name, message }: FilledIn): Promise<void> {
    if (sender) await this.panel.getByLabel('Send from').selectOption({ label: sender });
    if (to !== undefined) await this.panel.getByLabel('Customer’s number').fill(to);
    if (name !== undefined) await this.panel.getByLabel('Customer’s name').fill(name);
    if (message !== undefined) await this.panel.getByLabel('First message').fill(message);
  }

  get sendButton(): Locator {
    return this.panel.getByRole('button', { name: 'Send', exact: true });
  }

  /** The tasks in Flex's task list. */
  get tasks(): Locator {
    return this.page.locator('.Twilio-TaskListBaseItem');
  }

  get acceptButton(): Locator {
    return this.page.getByRole('button', { name: /^Accept/ }).first();
  }

  /** The conversation that is open in the task canvas. */
  get conversation(): Locator {
    return this.page.locator('.Twilio-MessagingCanvas');
  }

  get taskHeader(): Locator {
    return this.page.locator('.Twilio-TaskCanvasHeader');
  }

  /** Writes with Flex's own composer. */
  async write(text: string): Promise<void> {
    await this.conversation.getByRole('textbox').click();
    await this.page.keyboard.type(text);
    await this.conversation.getByRole('button', { name: /^Send/ }).click();
  }

  /** Ends and completes the task that is open. */
  async endAndComplete(): Promise<void> {
    await this.page.getByRole('button', { name: 'End', exact: true }).click();
    await this.page.getByRole('button', { name: 'Complete', exact: true }).click();
  }

  /** The value of an expression in the page, where Flex's own objects are: `manager`, `Twilio.Flex`. */
  flex<T>(expression: string): Promise<T> {
    return this.page.evaluate<T>(
      `(() => { const manager = Twilio.Flex.Manager.getInstance(); return (${expression}); })()`,
    );
  }
}
