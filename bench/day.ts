import type { CDPSession, Page } from '@playwright/test';

import { AgentDesktop } from '../tests/e2e/pages/AgentDesktop';
import { openFlex } from './openFlex';
import type { OpenFlex } from './openFlex';
import type { Result } from './Result';

const TASKS = 1000;
/** Opened before the first look: by then everything is loaded that a task loads. */
const FIRST = 50;
/** Open at the same time, as far as the agent's capacity goes. */
const AT_ONCE = 3;

/** Accepts each task, opens its conversation and completes it, by Flex's own actions. */
const WORK = `(() => {
  const { Manager, Actions } = Twilio.Flex;
  const manager = Manager.getInstance();
  window.day = { done: 0, failed: [] };
  const until = async (isSo) => {
    for (let look = 0; look < 1500 && !isSo(); look += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    if (!isSo()) throw new Error('it never came about: ' + isSo);
  };
  const work = async ({ sid }) => {
    await Actions.invokeAction('AcceptTask', { sid });
    await Actions.invokeAction('SelectTask', { sid });
    const conversationSid = manager.store.getState().flex.worker.tasks.get(sid).attributes.conversationSid;
    await until(() => manager.store.getState().flex.chat.conversations[conversationSid]?.messages?.length > 0);
await until(() => document.querySelector('.Twilio-MessagingCanvas'));
await Actions.invokeAction('WrapupTask', { sid });
    await until(() => manager.store.getState().flex.worker.tasks.get(sid)?.status === 'wrapping');
await Actions.invokeAction('CompleteTask', { sid });
  };
  let last = Promise.resolve();
  manager.workerClient.on('reservationCreated', (reservation) => {
    last = last
      .then(() => work(reservation))
      .catch((error) => window.day.failed.push(String(error)))
      .then(() => (window.day.done += 1));
  });
})()`;

/** Bytes of heap that are in use, and listeners that are registered, once nothing more can be released. */
async function held(page: Page, session: CDPSession): Promise<{ heap: number; listeners: number }> {
  await page.waitForTimeout(5000);
  for (let time = 0; time < 3; time += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return { heap: of('JSHeapUsedSize'), listeners: of('JSEventListeners') };
}

/** What a day leaves behind in the page. */
async function dayOf(
  { newContext, close }: OpenFlex,
  withPlugin: boolean,
): Promise<{ heap: number; listeners: number }> {
  try {
    const page = await (await newContext()).newPage();
    if (!withPlugin) {
      await page.route('**/plugin-messaging-controls*.js', (route) =>
        route.fulfill({ contentType: 'text/javascript', body: '' }),
      );
    }
    const alice = new AgentDesktop(page);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Alice Agent' }).click();
    await page.locator('.Twilio-MainHeader').waitFor({ timeout: 180_000 });
    await alice.setActivity('Available');
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    await page.evaluate(WORK);
    const done = (): Promise<number> => page.evaluate<number>('window.day.done');
    let written = 0;
    const workUntil = async (count: number): Promise<void> => {
      for (let finished = await done(); finished < count; finished = await done()) {
        for (; written < count && written - finished < AT_ONCE; written += 1) {
          await page.request.post('/sandbox/phone/messages', {
            data: {
              customer: `+1202556${String(written).padStart(4, '0')}`,
              channel: 'sms',
              to: '+14155550100',
              body: 'Is my parcel there?',
            },
          });
        }
        await page.waitForTimeout(50);
      }
    };
    await workUntil(FIRST);
    const before = await held(page, session);
    await workUntil(FIRST + TASKS);
    const after = await held(page, session);
    const failed = await page.evaluate<string[]>('window.day.failed');
    if (failed.length > 0) throw new Error(`${failed.length} tasks could not be worked: ${failed[0]}`);
    return { heap: after.heap - before.heap, listeners: after.listeners - before.listeners };
  } finally {
    await close();
  }
}

/** A day in one tab, beside the same day in Flex alone. */
export async function day(): Promise<Result[]> {
  // Side by side: memory does not depend on how fast it goes.
  const [one, other] = [await openFlex(), await openFlex()];
  const [alone, ours] = await Promise.all([dayOf(one, false), dayOf(other, true)]);
  const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;
  return [
    {
      what: `Heap after ${TASKS.toLocaleString('en')} tasks, opened and closed, over before`,
      measured: `${megabytes(ours.heap - alone.heap)} more than Flex alone (${megabytes(ours.heap)} and ${megabytes(alone.heap)})`,
      aim: '10 MB',
    },
    {
      what: `Listeners of the page after ${TASKS.toLocaleString('en')} tasks, over before`,
      measured: `${ours.listeners - alone.listeners} more than Flex alone (${ours.listeners} and ${alone.listeners})`,
      aim: 'none',
    },
  ];
}
