import type { BrowserContext, Page } from '@playwright/test';

import { AgentDesktop } from '../tests/e2e/pages/AgentDesktop';
import { median } from './median';
import { openFlex } from './openFlex';
import type { Result } from './Result';

const RUNS = 7;
const TEXT = 'Hello Sam, your parcel is here. You can pick it up until seven this evening, or tell us another day.';
/** The shortest time that a browser tells of an event, in milliseconds. */
const SHORTEST = 16;

/** Around the plugin's file: how long it is evaluated, and how long `init` takes. */
const BEFORE = `window.plugin = { evaluation: performance.now(), init: 0 };
{
  const { Plugins } = Twilio.Flex;
  const { init } = Plugins;
  Plugins.init = function (plugin) {
    const ours = plugin.prototype.init;
    plugin.prototype.init = function () {
      const start = performance.now();
      const result = ours.apply(this, arguments);
      window.plugin.init = performance.now() - start;
      return result;
    };
    return init.apply(this, arguments);
  };
}
`;
/** Flex is ready by then, and calls `init` while the file is evaluated. */
const AFTER = `
window.plugin.evaluation = performance.now() - window.plugin.evaluation - window.plugin.init;`;

/** From the click on the opener to the first frame with the panel in it. */
const OPENING = `new Promise((resolve) => {
  const opener = document.querySelector('#opener');
  const start = performance.now();
  const observer = new MutationObserver(() => {
    const panel = document.querySelector('#messaging-controls-start-conversation form');
    if (!panel) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
  });
  observer.observe(document.body, { childList: true, subtree: true });
  opener.click();
})`;

const NOTE_KEYS = `window.keys = [];
new PerformanceObserver((list) => window.keys.push(...list.getEntries().filter(({ name }) => name === 'keydown').map(({ duration }) => duration)))
  .observe({ type: 'event', durationThreshold: ${SHORTEST} });`;

async function signIn(context: BrowserContext): Promise<AgentDesktop> {
  const alice = new AgentDesktop(await context.newPage());
  await alice.page.route('**/plugin-messaging-controls*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: BEFORE + (await response.text()) + AFTER });
  });
  await alice.signIn('Alice Agent');
  return alice;
}

async function open(page: Page, alice: AgentDesktop): Promise<number> {
  await alice.panel.opener.evaluate((opener) => (opener.id = 'opener'));
  return page.evaluate<number>(OPENING);
}

/** What Flex loads at start, the panel's opening, and typing in it while the customer is being checked. */
export async function panel(): Promise<Result[]> {
  const { flex, newContext, close } = await openFlex();
  try {
    const [evaluation, init, cold, warm, keys]: number[][] = [[], [], [], [], []];
    for (let run = 0; run < RUNS; run += 1) {
      const context = await newContext();
      // The chunk comes in advance where the browser has time: here it never has.
      await context.addInitScript('window.requestIdleCallback = () => 0;');
      const alice = await signIn(context);
      const times = await alice.page.evaluate<{ evaluation: number; init: number }>('window.plugin');
      evaluation!.push(times.evaluation);
      init!.push(times.init);
      cold!.push(await open(alice.page, alice));
      await alice.panel.close();
      warm!.push(await open(alice.page, alice));
      flex.sandbox.world.faults.replace({ latency: 150 });
      await alice.page.evaluate(NOTE_KEYS);
      await alice.panel.fillIn({ channel: 'sms', to: `+1202555${String(run).padStart(4, '0')}` });
      await alice.panel.message.pressSequentially(TEXT, { delay: 30 });
      const slow = await alice.page.evaluate<number[]>('window.keys');
      keys!.push(...slow, ...Array<number>(Math.max(0, TEXT.length - slow.length)).fill(SHORTEST));
      flex.sandbox.world.faults.replace({ latency: 0 });
      await context.close();
    }
    const [evaluated, initialized] = [median(evaluation!), median(init!)];
    const key = [...keys!].sort((a, b) => a - b)[Math.floor(keys!.length * 0.95)]!;
    return [
      {
        what: 'The plugin at the start of Flex: evaluation and init',
        measured: `${(evaluated + initialized).toFixed(1)} ms (${evaluated.toFixed(1)} and ${initialized.toFixed(1)} ms)`,
        aim: '9 ms, 0.35 times plugin-outbound-cbm',
      },
      {
        what: 'From the click to the panel, its chunk not yet loaded',
        measured: `${Math.round(median(cold!))} ms`,
        aim: '300 ms',
      },
      {
        what: 'From the click to the panel, its chunk loaded',
        measured: `${Math.round(median(warm!))} ms`,
        aim: '100 ms',
      },
      {
        what: 'A keystroke in the panel while the customer is being checked, to its picture: the 95th percentile',
        measured: key <= SHORTEST ? `at most ${SHORTEST} ms` : `${Math.round(key)} ms`,
        aim: '50 ms',
      },
    ];
  } finally {
    await close();
  }
}
