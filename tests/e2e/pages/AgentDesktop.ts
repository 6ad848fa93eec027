import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import type { StringTable } from '../../../src/strings/StringTable';
import { StartConversationPanel } from './StartConversationPanel';

/** The real Flex UI as one person sees it. */
export class AgentDesktop {
  readonly panel: StartConversationPanel;

  constructor(
    readonly page: Page,
    strings?: StringTable,
  ) {
    this.panel = new StartConversationPanel(page, strings);
  }

  /** Begins where Flex leads to who is signed out: Flex itself is loaded once, not twice. */
  async signIn(fullName: string, path = '/agent-desktop/'): Promise<void> {
    await this.page.goto(`/sign-in?resource=${encodeURIComponent(path)}`);
    await this.chooseName(fullName);
  }

  /** On the page where Flex has led to. */
  async chooseName(fullName: string): Promise<void> {
    await this.page.getByRole('button', { name: fullName }).click();
    await expect(this.panel.opener).toBeVisible({ timeout: 60_000 });
  }

  /** Chooses the activity, and waits until TaskRouter has it too: who is asked next depends on it. */
  async setActivity(name: string): Promise<void> {
    await this.page
      .locator('.Twilio-MainHeader .Twilio-Activity button, [data-testid="activity-dropdown-button"]')
      .first()
      .click();
    await this.page.getByRole('menuitem', { name }).or(this.page.getByRole('option', { name })).first().click();
    await expect.poll(() => this.flex('manager.workerClient.activity.name')).toBe(name);
  }

  /** The tasks in Flex's task list. */
  get tasks(): Locator {
    return this.page.locator('.Twilio-TaskListBaseItem');
  }

  get acceptButton(): Locator {
    return this.page.getByRole('button', { name: /^Accept/ }).first();
  }

  /**
   * Accepts the task that is offered, and waits for its conversation with this message: until Flex has opened it, the
   * canvas may yet turn to another tab.
   */
  async accept(message: string): Promise<void> {
    await this.acceptButton.click();
    await expect(this.conversation).toContainText(message);
  }

  /** The conversation that is open in the task canvas. */
  get conversation(): Locator {
    return this.page.locator('.Twilio-MessagingCanvas');
  }

  /** Flex's own field of the conversation. */
  get composer(): Locator {
    return this.conversation.locator('textarea');
  }

  get taskHeader(): Locator {
    return this.page.locator('.Twilio-TaskCanvasHeader');
  }

  /** The tab of who is in the conversation; opened by `openPeople`. */
  get people(): Locator {
    return this.page.getByRole('region', { name: 'People in this conversation' });
  }

  async openPeople(): Promise<void> {
    await this.page.locator('.Twilio-TabHeader', { hasText: 'People' }).first().click();
    await expect(this.people).toContainText('Customer');
  }

  /** Writes with Flex's own composer. */
  async write(text: string): Promise<void> {
    await this.conversation.getByRole('textbox').click();
    await this.page.keyboard.type(text);
    await this.conversation.getByRole('button', { name: 'Send Message' }).click();
  }

  /** Sends what stands in Flex's own composer already. */
  async send(text: string): Promise<void> {
    await expect(this.conversation.getByRole('textbox')).toHaveValue(text);
    await this.conversation.getByRole('button', { name: /^Send/ }).click();
  }

  /** Ends and completes the task that is open. Older versions of Flex UI name what is ended. */
  async endAndComplete(): Promise<void> {
    await this.page.getByRole('button', { name: /^End( Chat)?$/ }).click();
    await this.page.getByRole('button', { name: 'Complete', exact: true }).click();
  }

  /** The value of an expression in the page, where Flex's own objects are: `manager`, `Twilio.Flex`. */
  flex<T>(expression: string): Promise<T> {
    return this.page.evaluate<T>(
      `(() => { const manager = Twilio.Flex.Manager.getInstance(); return (${expression}); })()`,
    );
  }
}
