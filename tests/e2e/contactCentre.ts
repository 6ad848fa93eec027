import { expect, test as base } from '@playwright/test';
import type { APIRequestContext, BrowserContext, Page, TestInfo } from '@playwright/test';
import type { Twilio } from 'twilio';

import type { Channel } from '../../src/contract/Channel';
import { SUPERVISORS_BELL } from '../../src/contract/supervision';
import type { StringTable } from '../../src/strings/StringTable';

import { sandboxUrls, websiteUrls } from '../../playwright.config';
import { sandboxHelper } from '../support/sandboxHelper';
import { forgetAll, openBrowser } from './openBrowser';
import type { BrowserOptions } from './openBrowser';
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

/** A page that asks nobody beyond this machine. */
function staysHere(page: Page): Page {
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost') throw new Error(`left the machine: ${request.url()}`);
  });
  return page;
}

/** The demo contact centre, begun anew for each test, with any number of people in it. */
export class ContactCentre {
  constructor(
    private readonly open: (options: BrowserOptions) => Promise<BrowserContext>,
    private readonly openSmall: () => Promise<BrowserContext>,
    private readonly testInfo: TestInfo,
    private readonly request: APIRequestContext,
    readonly url: string,
    readonly facts: SandboxFacts,
    /** The official helper with the account's own SID and token. */
    readonly twilio: Twilio,
  ) {}

  /** The functions are on the port after the sandbox's. */
  get backendUrl(): string {
    const { protocol, hostname, port } = new URL(this.url);
    return `${protocol}//${hostname}:${Number(port) + 1}`;
  }

  /** A browser of one's own, as on a machine of one's own. At the first visit nothing is permitted to Flex yet. */
  async newPage({ isFirstVisit = false } = {}): Promise<Page> {
    const { viewport, permissions: usual } = this.testInfo.project.use;
    const permissions = isFirstVisit ? undefined : usual;
    const context = await this.open({ viewport, permissions, baseURL: this.url });
    const [page = await context.newPage()] = context.pages();
    // A browser without a window has denied already what it could not ask.
    if (isFirstVisit) {
      await page.addInitScript(() => Object.defineProperty(Notification, 'permission', { value: 'default' }));
    }
    return staysHere(page);
  }

  /** For what loads little: a context of the one browser, which is there at once. */
  async newSmallPage(): Promise<Page> {
    return staysHere(await (await this.openSmall()).newPage());
  }

  /** `strings`: the plugin's language, where it is not English. */
  async signIn(fullName: string, path?: string, strings?: StringTable): Promise<AgentDesktop> {
    return this.signInOn(await this.newPage(), fullName, path, strings);
  }

  /** On a page that has been prepared for it. */
  async signInOn(page: Page, fullName: string, path?: string, strings?: StringTable): Promise<AgentDesktop> {
    const desktop = new AgentDesktop(page, strings);
    await desktop.signIn(fullName, path);
    return desktop;
  }

  async phoneOf(customer: string): Promise<Phone> {
    const phone = new Phone(await this.newSmallPage());
    await phone.open(customer);
    return phone;
  }

  /** Changes `messaging_controls` of the Flex Configuration. Who has signed in sees it after a reload. */
  async changeSettings(change: Record<string, unknown>): Promise<void> {
    const { messaging_controls: settings, ...others } = await this.uiAttributes();
    await this.changeConfiguration({
      ui_attributes: { ...others, messaging_controls: { ...(settings as object), ...change } },
    });
  }

  async changeConfiguration(change: Record<string, unknown>): Promise<void> {
    const response = await this.request.post('/flex-api.twilio.com/v1/Configuration', {
      headers: this.authorization,
      data: { account_sid: this.facts.accountSid, ...change },
    });
    if (!response.ok()) throw new Error(await response.text());
  }

  /** One rule of the sandbox's faults. */
  async breakNext(rule: { host: string; method?: string; path?: string; [fault: string]: unknown }): Promise<void> {
    const response = await this.request.post('/sandbox/faults', { data: { next: 1, ...rule } });
    if (!response.ok()) throw new Error(await response.text());
  }

  async advance(minutes: number): Promise<void> {
    await this.request.post('/sandbox/clock/advance', { data: { seconds: minutes * 60 } });
  }

  /** The customer has written within the day, and that conversation is over. */
  async hasWritten(channel: Exclude<Channel, 'chat'>, customer: string, to: string): Promise<void> {
    const body = 'Thank you!';
    await this.request.post('/sandbox/phone/messages', { data: { customer, channel, to, body } });
    await expect.poll(() => this.closeInteractions()).toBeGreaterThan(0);
  }

  /** Ends every interaction that has a task. Resolves to how many there were. */
  async closeInteractions(): Promise<number> {
    const { tasks } = this.twilio.taskrouter.v1.workspaces(this.facts.workspaceSid);
    const attributes = (await tasks.list()).map((task) => JSON.parse(task.attributes) as Record<string, string>);
    for (const { flexInteractionSid = '', flexInteractionChannelSid = '' } of attributes) {
      const channel = this.twilio.flexApi.v1.interaction(flexInteractionSid).channels(flexInteractionChannelSid);
      if ((await channel.fetch()).status !== 'closed') {
        await channel.update({ status: 'closed', routing: { status: 'closed' } });
      }
    }
    return attributes.length;
  }

  /** Every conversation of the account, whatever its state, but that by which supervisors' browsers are told of news. */
  async conversations() {
    const all = await this.twilio.conversations.v1.conversations.list();
    return all.filter(({ uniqueName }) => uniqueName !== SUPERVISORS_BELL);
  }

  private get authorization(): Record<string, string> {
    const { accountSid, authToken } = this.facts;
    return { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` };
  }

  private async uiAttributes(): Promise<Record<string, unknown>> {
    const response = await this.request.get('/flex-api.twilio.com/v1/Configuration', { headers: this.authorization });
    return ((await response.json()) as { ui_attributes: Record<string, unknown> }).ui_attributes;
  }
}

export const test = base.extend<{ contactCentre: ContactCentre }, { browsers: BrowserContext[] }>({
  // Each worker has a sandbox of its own. Playwright demands the pattern even where nothing is taken from it.
  // oxlint-disable-next-line no-empty-pattern
  baseURL: async ({}, use, { parallelIndex }) => use(sandboxUrls[parallelIndex]),
  // Those of the people, which stay open from test to test: to start one takes a second.
  browsers: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const browsers: BrowserContext[] = [];
      await use(browsers);
      await Promise.all(browsers.map((context) => context.close()));
    },
    { scope: 'worker' },
  ],
  contactCentre: async ({ playwright, browser, browsers, request, baseURL }, use, testInfo) => {
    if (!baseURL) throw new Error('the sandbox has no address');
    await request.post('/sandbox/reset');
    const facts = (await (await request.get('/sandbox')).json()) as SandboxFacts;
    const client = sandboxHelper(baseURL, { sid: facts.accountSid, authToken: facts.authToken });
    const taken = new Set<BrowserContext>();
    const open = async (options: BrowserOptions): Promise<BrowserContext> => {
      const free = browsers.findIndex((context) => context.isClosed() || !taken.has(context));
      const place = free < 0 ? browsers.length : free;
      const kept = browsers[place];
      const context = !kept || kept.isClosed() ? await openBrowser(playwright, testInfo, place, options) : kept;
      browsers[place] = context;
      taken.add(context);
      if (options.permissions) await context.grantPermissions(options.permissions);
      return context;
    };
    const small: BrowserContext[] = [];
    const openSmall = async (): Promise<BrowserContext> => {
      const context = await browser.newContext({ baseURL });
      small.push(context);
      return context;
    };
    const centre = new ContactCentre(open, openSmall, testInfo, request, baseURL, facts, client);
    await use(centre);
    const origins = [baseURL, centre.backendUrl, ...websiteUrls];
    for (const context of taken) if (!context.isClosed()) await forgetAll(context, origins);
    for (const context of small) await context.close();
  },
});

/** Saves a picture under docs/images' name where `SCREENSHOTS` names a folder. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

export { expect } from '@playwright/test';
