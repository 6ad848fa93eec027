import type { Locator, Page } from '@playwright/test';

import { en } from '../../../src/strings/en';
import { en as words } from '../../../src/strings/trace/en';
import type { TraceStep } from '../../../src/contract/trace';

/** The view "Message trace". */
export class TraceView {
  readonly root: Locator;
  readonly field: Locator;

  constructor(
    readonly page: Page,
    private readonly strings: { messageTrace: string } = en,
    private readonly tt: Record<keyof typeof words, string> = words,
  ) {
    this.root = page.getByRole('region', { name: strings.messageTrace });
    this.field = this.root.getByRole('textbox', { name: tt.what });
  }

  /** Its link at Flex's side. */
  get link(): Locator {
    return this.page.getByRole('link', { name: this.strings.messageTrace });
  }

  async trace(what: string): Promise<void> {
    await this.field.fill(what);
    await this.button('go').click();
  }

  button(key: keyof typeof words): Locator {
    return this.root.getByRole('button', { name: this.tt[key] });
  }

  step(step: TraceStep['step']): Locator {
    return this.root
      .getByRole('listitem')
      .filter({ has: this.page.getByText(this.tt[`step_${step}`], { exact: true }) });
  }

  get status(): Locator {
    return this.root.getByRole('status').first();
  }
}
