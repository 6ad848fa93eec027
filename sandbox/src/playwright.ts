import { expect, test as base } from '@playwright/test';
import type { APIRequestContext, BrowserContext, Page } from '@playwright/test';

import type { FaultRule } from './http/faults';
import type { SceneName } from './http/scenes';
import type { SeedName } from './seed/seed';
import { startSandbox } from './startSandbox';
import type { WorldState } from './state/worldState';

/** A customer's message, as the phone shows it. */
export interface PhoneMessage {
  direction: string;
  body: string;
  status: string;
}

/** A customer's phone, without its screen. */
export interface Phone {
  /** Writes to one of the account's addresses, such as `+14155550100` or `whatsapp:+14155550100`, by SMS if not said. */
  write(body: string, to?: string, channel?: 'sms' | 'whatsapp' | 'rcs' | 'messenger' | 'apple'): Promise<void>;
  /** All messages of this customer, oldest first within each address. */
  messages(): Promise<PhoneMessage[]>;
}

export interface FlexFixtures {
  /** A sandbox's address, begun anew for each test. */
  sandboxUrl: string;
  /** Signs in on a page of its own, in a browser context of its own: `Alice Agent`, `Bob Agent`, `Sue Supervisor`, `Ada Admin`. */
  signIn: (fullName: string) => Promise<Page>;
  /** Alice Agent, signed in and available. */
  agent: Page;
  /** Sue Supervisor, signed in. */
  supervisor: Page;
  /** The phone of the customer with this number; the demo's Sam Carter where none is given. */
  phone: (number?: string) => Phone;
  clock: { advance: (seconds: number) => Promise<void> };
  faults: {
    add: (rule: Omit<FaultRule, 'id'>) => Promise<void>;
    /** `slow`, `sync-down`, `webhook-twice` … */
    scene: (name: SceneName) => Promise<void>;
    clear: () => Promise<void>;
  };
  state: { snapshot: () => Promise<WorldState>; restore: (state: WorldState) => Promise<void> };
  /** Begins anew with another seed. */
  reset: (seed?: SeedName) => Promise<void>;
}

const SAM = '+12025550143';
const CUSTOMER_CARE = '+14155550100';

/** Each request has to succeed: its text tells what was wrong. */
async function send(request: APIRequestContext, method: string, url: string, data?: unknown) {
  const response = await request.fetch(url, { method, data });
  if (!response.ok()) throw new Error(`${method} ${url} answered ${response.status()}: ${await response.text()}`);
  return response;
}

async function signInOn(page: Page, fullName: string): Promise<void> {
  // Where Flex leads to who is signed out: Flex itself is loaded once, not twice.
  await page.goto('/sign-in');
  await page.getByRole('button', { name: fullName }).click();
  await expect(page.locator('.Twilio-MainHeader')).toBeVisible({ timeout: 60_000 });
}

/**
 * Playwright's `test` with a contact centre. Each worker starts a sandbox of its own by `sandbox.config.json`, unless
 * `FLEX_SANDBOX_URL` names one, as within `flex-sandbox exec`: then run one worker.
 */
export const test = base.extend<FlexFixtures, { sandboxOfWorker: string }>({
  sandboxOfWorker: [
    // Playwright demands the pattern even where nothing is taken from it.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const given = process.env['FLEX_SANDBOX_URL'];
      if (given) return use(given);
      const sandbox = await startSandbox();
      await use(sandbox.url);
      return sandbox.close();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  sandboxUrl: async ({ sandboxOfWorker, request }, use) => {
    await send(request, 'POST', `${sandboxOfWorker}/sandbox/reset`);
    await use(sandboxOfWorker);
  },
  baseURL: async ({ sandboxOfWorker }, use) => use(sandboxOfWorker),
  signIn: async ({ browser, sandboxUrl }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (fullName) => {
      const context = await browser.newContext({ baseURL: sandboxUrl, permissions: ['notifications'] });
      opened.push(context);
      const page = await context.newPage();
      await signInOn(page, fullName);
      return page;
    });
    await Promise.all(opened.map((context) => context.close()));
  },
  agent: async ({ signIn }, use) => {
    const page = await signIn('Alice Agent');
    await page.evaluate(`(async () => {
      const { Manager, Actions } = Twilio.Flex;
      const activities = [...Manager.getInstance().workerClient.activities.values()];
      const { sid } = activities.find(({ name }) => name === 'Available');
      await Actions.invokeAction('SetActivity', { activitySid: sid });
    })()`);
    await use(page);
  },
  supervisor: async ({ signIn }, use) => use(await signIn('Sue Supervisor')),
  phone: async ({ request, sandboxUrl }, use) =>
    use((customer = SAM) => ({
      async write(body, to = CUSTOMER_CARE, channel = 'sms') {
        await send(request, 'POST', `${sandboxUrl}/sandbox/phone/messages`, { customer, channel, to, body });
      },
      async messages() {
        const url = `${sandboxUrl}/sandbox/phone/threads?customer=${encodeURIComponent(customer)}`;
        const { threads } = (await (await send(request, 'GET', url)).json()) as {
          threads: { messages: PhoneMessage[] }[];
        };
        return threads.flatMap(({ messages }) => messages);
      },
    })),
  clock: async ({ request, sandboxUrl }, use) =>
    use({
      advance: async (seconds) =>
        void (await send(request, 'POST', `${sandboxUrl}/sandbox/clock/advance`, { seconds })),
    }),
  faults: async ({ request, sandboxUrl }, use) =>
    use({
      add: async (rule) => void (await send(request, 'POST', `${sandboxUrl}/sandbox/faults`, rule)),
      scene: async (name) => void (await send(request, 'POST', `${sandboxUrl}/sandbox/faults/scenes/${name}`)),
      clear: async () => void (await send(request, 'DELETE', `${sandboxUrl}/sandbox/faults`)),
    }),
  state: async ({ request, sandboxUrl }, use) =>
    use({
      snapshot: async () => (await (await send(request, 'GET', `${sandboxUrl}/sandbox/state`)).json()) as WorldState,
      restore: async (state) => void (await send(request, 'PUT', `${sandboxUrl}/sandbox/state`, state)),
    }),
  reset: async ({ request, sandboxUrl }, use) =>
    use(async (seed) => void (await send(request, 'POST', `${sandboxUrl}/sandbox/reset`, seed && { seed }))),
});

export { expect } from '@playwright/test';
