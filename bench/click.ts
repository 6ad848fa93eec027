import type { Page } from '@playwright/test';

import type { TimelineEntry } from '../sandbox/src/http/Timeline';
import { AgentDesktop } from '../tests/e2e/pages/AgentDesktop';
import { startFunctions } from '../tests/serverless/startFunctions';
import { median } from './median';
import { openFlex } from './openFlex';
import type { Result } from './Result';

/** Of each latency and each plugin; the first one, in which everything is loaded, is left out. */
const RUNS = 8;
const FROM = '+14155550100';

/** Milliseconds after the click. */
interface Times {
  firstCall: number;
  phone: number;
  /** When the function has answered: what follows is Flex's own way to the screen. */
  answer: number;
  screen: number;
}

/** The aims as parts of the peer's time, by the milliseconds that each call of Twilio takes, those of Flex too. */
const AIMS: { latency: number; phone: number; screen: number }[] = [
  { latency: 150, phone: 0.7, screen: 0.85 },
  { latency: 0, phone: 1, screen: 1 },
];

/** Notes in the page when it is clicked, and when this text stands in the conversation. */
const watch = (text: string): string => `(() => {
  const noted = (window.noted = {});
  const note = ({ timeStamp }) => (noted.click = performance.timeOrigin + timeStamp);
  addEventListener('click', note, { capture: true, once: true });
  const observer = new MutationObserver(() => {
    if (!document.querySelector('.Twilio-MessagingCanvas')?.textContent.includes(${JSON.stringify(text)})) return;
    noted.screen = performance.timeOrigin + performance.now();
    observer.disconnect();
  });
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
})()`;

/** A button that asks the peer's function, as the peer's own panel does. */
const addPeerButton = (url: string, fields: Record<string, string>): string => `(() => {
  document.querySelector('#peer')?.remove();
  const button = document.body.appendChild(document.createElement('button'));
  button.id = 'peer';
  const { token } = Twilio.Flex.Manager.getInstance().store.getState().flex.session.ssoTokenPayload;
  const body = new URLSearchParams({ ...${JSON.stringify(fields)}, Token: token });
  button.onclick = () => fetch('${url}/start-peer', { method: 'POST', body });
})()`;

async function measure(
  page: Page,
  timeline: { readonly entries: readonly TimelineEntry[] },
  text: string,
  click: () => Promise<void>,
): Promise<Times> {
  const last = () => timeline.entries.at(-1)?.id ?? 0;
  // What the run before has set going must not count.
  for (let before = -1; before !== last(); await page.waitForTimeout(1000)) before = last();
  const before = last();
  await page.evaluate(watch(text));
  const answered = page
    .waitForResponse(
      (response) =>
        response.request().method() === 'POST' && /\/(interactions|start-peer)$/.test(new URL(response.url()).pathname),
    )
    .then(() => Date.now());
  await click();
  const answeredAt = await answered;
  await page.waitForFunction('window.noted.screen');
  const { click: clicked, screen } = await page.evaluate<{ click: number; screen: number }>('window.noted');
  const entries = timeline.entries.filter(({ id }) => id > before);
  const since = (entry: TimelineEntry | undefined): number => (entry ? entry.at.getTime() - clicked : NaN);
  const calls = entries.filter(({ kind, host }) => kind === 'request' && host !== 'event-bridge.twilio.com');
  return {
    firstCall: Math.min(...calls.map(since)),
    phone: since(entries.find(({ name }) => name === 'messaging.logged')),
    answer: answeredAt - clicked,
    screen: screen - clicked,
  };
}

const timesOf = (runs: Times[], name: keyof Times): number => median(runs.slice(1).map((run) => run[name]));

const after = (runs: Times[]): number => median(runs.slice(1).map(({ answer, screen }) => screen - answer));

function results(ours: Times[], peers: Times[], { latency, ...aims }: (typeof AIMS)[number]): Result[] {
  const compared = (what: string, name: 'phone' | 'screen'): Result => {
    const [mine, theirs] = [timesOf(ours, name), timesOf(peers, name)];
    return {
      what: `From the click to ${what}, ${latency} ms a call`,
      measured: `${(mine / theirs).toFixed(2)} times the stand-in's (${Math.round(mine)} and ${Math.round(theirs)} ms)`,
      aim: `${aims[name]} times`,
    };
  };
  const first = timesOf(ours, 'firstCall');
  return [
    {
      what: `From the click to the first call of Twilio, ${latency} ms a call`,
      measured: `${Math.round(first)} ms, ${(first / timesOf(peers, 'firstCall')).toFixed(2)} times the stand-in's`,
      aim: '100 ms',
    },
    compared("the customer's phone", 'phone'),
    compared('the conversation on screen', 'screen'),
    {
      what: `From the function's answer to the conversation on screen, ${latency} ms a call: Flex's own way`,
      measured: `${Math.round(after(ours))} ms, the stand-in's ${Math.round(after(peers))} ms`,
      aim: '—',
    },
  ];
}

/**
 * The start of a conversation beside a stand-in for plugins that make it in one function, one call after the other: in
 * one page, in turn, the functions of both warm.
 */
export async function click(): Promise<Result[]> {
  const { flex, newContext, close } = await openFlex();
  const { world } = flex.sandbox;
  const { sid, authToken } = world.account;
  const peer = await startFunctions({
    twilioUrl: flex.url,
    environment: { ACCOUNT_SID: sid, AUTH_TOKEN: authToken },
    isCold: false,
    folder: '../bench/peer',
  });
  try {
    const page = await (await newContext()).newPage();
    const alice = new AgentDesktop(page);
    await alice.signIn('Alice Agent');
    await alice.setActivity('Available');
    const { workerSid, identity } = world.people.get('alice')!;
    const task = {
      workspaceSid: world.workspace.sid,
      workflowSid: [...world.workflows.keys()][0]!,
      queueSid: [...world.taskQueues.keys()][0]!,
      workerSid,
      identity,
    };
    let customers = 0;
    const newCustomer = (): string => `+1202555${String((customers += 1)).padStart(4, '0')}`;

    const ourStart = async (): Promise<Times> => {
      const to = newCustomer();
      await alice.panel.open();
      await alice.panel.fillIn({ channel: 'sms', to, message: `Hello ${to}` });
      return measure(page, world.timeline, `Hello ${to}`, () => alice.panel.sendButton.click());
    };
    const peersStart = async (): Promise<Times> => {
      const to = newCustomer();
      await page.evaluate(addPeerButton(peer.url, { to, from: FROM, body: `Hello ${to}`, ...task }));
      return measure(page, world.timeline, `Hello ${to}`, () =>
        page.evaluate("document.querySelector('#peer').click()"),
      );
    };

    const all: Result[] = [];
    for (const aims of AIMS) {
      world.faults.replace({ latency: aims.latency });
      // A conversation takes its time on Twilio's side too: one call's.
      world.initializingMilliseconds = aims.latency;
      const [ours, peers]: [Times[], Times[]] = [[], []];
      for (let run = 0; run < RUNS; run += 1) {
        ours.push(await ourStart());
        await alice.endAndComplete();
        peers.push(await peersStart());
        await alice.endAndComplete();
      }
      all.push(...results(ours, peers, aims));
    }
    return all;
  } finally {
    await peer.close();
    await close();
  }
}
