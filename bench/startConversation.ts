import { chromium } from '@playwright/test';

import { ensureChromium } from '../scripts/ensureTools.cjs';
import { AgentDesktop } from '../tests/e2e/pages/AgentDesktop';
import { startLocalFlex } from './localFlex';
import { median } from './median';
import type { Result } from './Result';

/** Milliseconds that each request to Twilio takes, those of Flex itself too. */
const LATENCY = 150;
const CUSTOMERS = ['+12025550143', '+34612345678', '+5511912345678'];

/** From the click on "Send" to the message on the agent's screen, in the task that is accepted and selected. */
export async function startConversation(): Promise<Result[]> {
  const flex = await startLocalFlex(['--latency', String(LATENCY)]);
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const context = await browser.newContext({
      baseURL: flex.url,
      viewport: { width: 1440, height: 860 },
      permissions: ['notifications'],
    });
    const alice = new AgentDesktop(await context.newPage());
    await alice.signIn('Alice Agent');
    await alice.setActivity('Available');
    const times: number[] = [];
    for (const to of CUSTOMERS) {
      const message = `Hello ${to}`;
      await alice.panel.open();
      await alice.panel.fillIn({ channel: 'sms', to, message });
      const start = performance.now();
      await alice.panel.sendButton.click();
      await alice.conversation.getByText(message).first().waitFor();
      times.push((performance.now() - start) / 1000);
    }
    return [
      {
        what: `From the click on "Send" to the conversation on screen, with ${LATENCY} ms for each call of Twilio's API`,
        measured: `${median(times).toFixed(1)} s, the first one ${times[0]?.toFixed(1)} s (each function in a new process)`,
        aim: '—',
      },
    ];
  } finally {
    await browser.close();
    await flex.close();
  }
}
