import { test as base } from '@playwright/test';
import type { Browser, Page, TestInfo } from '@playwright/test';
import type { Twilio } from 'twilio';

import { sandboxHelper } from '../support/sandboxHelper';
import { AgentDesktop } from './pages/AgentDesktop';
import { Phone } from './pages/Phone';

/** What `GET /sandbox` tells, as far as the tests use it. */
interface SandboxFacts {
  accountSid: string;
  authToken: string;
  workspaceSid: string;
  workflows: { sid: string; friendlyName: string }[];
  chatServiceSid: string;
  workers: { identity: string; sid: string }[];
}

/** The demo contact centre, begun anew for each test, with any number of people in it. */
export class ContactCentre {
  constructor(
    private readonly browser: Browser,
    private readonly testInfo: TestInfo,
    readonly url: string,
    readonly facts: SandboxFacts,
    /** The official helper with the account's own SID and token. */
    readonly twilio: Twilio,
  ) {}

  /** A browser of one's own, as on a machine of one's own. */
  async newPage(): Promise<Page> {
    const { viewport, permissions, baseURL } = this.testInfo.project.use;
    const context = await this.browser.newContext({ viewport, permissions, baseURL });
    const page = await context.newPage();
    page.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== 'localhost')
        throw new Error(`left the machine: ${request.url()}`);
    });
    return page;
  }

  async signIn(fullName: string, path?: string): Promise<AgentDesktop> {
    const desktop = new AgentDesktop(await this.newPage());
    await desktop.signIn(fullName, path);
    return desktop;
  }

  async phoneOf(customer: string): Promise<Phone> {
    const phone = new Phone(await this.newPage());
    await phone.open(customer);
    return phone;
  }

  /** Every conversation of the account, whatever its state. */
  async conversations() {
    return this.twilio.conversations.v1.conversations.list();
  }
}

export const test = base.extend<{ contactCentre: ContactCentre }>({
  contactCentre: async ({ browser, request, baseURL }, use, testInfo) => {
    if (!baseURL) throw new Error('the sandbox has no address');
    await request.post('/sandbox/reset');
    const facts = (await (await request.get('/sandbox')).json()) as SandboxFacts;
    const client = sandboxHelper(baseURL, { sid: facts.accountSid, authToken: facts.authToken });
    await use(new ContactCentre(browser, testInfo, baseURL, facts, client));
    for (const context of browser.contexts()) await context.close();
  },
});

/** Saves a picture under docs/images' name where `SCREENSHOTS` names a folder. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

export { expect } from '@playwright/test';
