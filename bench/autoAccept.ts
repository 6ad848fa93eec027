import { EventEmitter } from 'node:events';

import type * as Flex from '@twilio/flex-ui';
import { JSDOM } from 'jsdom';

import { registerAutoAccept } from '../src/actions/autoAccept';
import { readSettings } from '../src/settings/readSettings';
import { en } from '../src/strings/en';
import { createTranslate } from '../src/strings/translate';
import { median } from './median';
import type { Result } from './Result';

const BURST = 100;
const ROUNDS = 50;
/** Rules that are asked before the one that fits. */
const RULES_BEFORE = 9;

/** What the plugin asks a browser for; newer versions of Node have some of it, read-only. */
const BROWSER = [
  'window',
  'document',
  'localStorage',
  'navigator',
  'HTMLElement',
  'HTMLInputElement',
  'HTMLTextAreaElement',
  'Element',
] as const;

class BenchReservation extends EventEmitter {
  status = 'pending';
  readonly task = { attributes: { conversationSid: 'CH1', name: 'Sam' }, taskChannelUniqueName: 'chat' };

  constructor(readonly sid: string) {
    super();
  }
}

/** As much of Flex as auto-accept asks, all of it answering at once, so that only the plugin's own time is left. */
function createFlex() {
  const worker = Object.assign(new EventEmitter(), {
    sid: 'WK1',
    activity: { name: 'Available' },
    reservations: new Map<string, BenchReservation>(),
  });
  const accepted: string[] = [];
  const tasks = new Map<string, BenchReservation>();
  const invokeAction = async (name: string, { sid }: { sid: string }): Promise<void> => {
    await Promise.resolve();
    const reservation = worker.reservations.get(sid);
    if (name !== 'AcceptTask' || !reservation) return;
    if (reservation.status !== 'pending') throw new Error('not in pending state');
    reservation.status = 'accepted';
    tasks.set(sid, reservation);
    accepted.push(sid);
    reservation.emit('accepted', reservation);
  };
  const Notifications = {
    registeredNotifications: new Map(),
    activeNotifications: [],
    registerNotification: () => undefined,
    dismissNotificationById: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  };
  const flex = {
    Actions: { invokeAction, addListener: () => undefined, removeListener: () => undefined },
    Notifications,
    NotificationBar: { Action: () => null },
    NotificationType: {},
  };
  const state = { flex: { worker: { tasks } } };
  const manager = { workerClient: worker, events: new EventEmitter(), strings: {}, store: { getState: () => state } };
  return { flex: flex as unknown as typeof Flex, manager: manager as unknown as Flex.Manager, worker, accepted };
}

type BenchFlex = ReturnType<typeof createFlex>;

/** Milliseconds until a burst is accepted, and how many were. */
async function burst(listen: (world: BenchFlex) => () => void): Promise<{ time: number; accepted: string[] }> {
  const world = createFlex();
  const end = listen(world);
  const reservations = Array.from({ length: BURST }, (_, count) => new BenchReservation(`WR${count}`));
  const start = performance.now();
  for (const reservation of reservations) {
    world.worker.reservations.set(reservation.sid, reservation);
    world.worker.emit('reservationCreated', reservation);
  }
  while (reservations.some(({ status }) => status === 'pending')) await Promise.resolve();
  const time = performance.now() - start;
  end();
  return { time, accepted: world.accepted };
}

/** What auto-accept adds to each reservation of a burst, against a listener that calls Flex's two actions and no more. */
export async function autoAccept(): Promise<Result[]> {
  const { window } = new JSDOM('', { url: 'http://localhost' });
  for (const name of BROWSER) {
    Object.defineProperty(globalThis, name, { value: window[name as 'document'], configurable: true });
  }
  const rules = Array.from({ length: RULES_BEFORE }, (_, count) => ({
    channel: 'chat',
    attributes: [{ path: `customers.field${count}`, exists: true }],
    then: 'announce',
  }));
  const { settings } = readSettings({ autoAccept: { rules: [...rules, { then: 'acceptAndSelect' }] } });

  const plain = ({ flex, worker }: BenchFlex) => {
    const listener = ({ sid }: BenchReservation) =>
      void flex.Actions.invokeAction('AcceptTask', { sid }).then(() =>
        flex.Actions.invokeAction('SelectTask', { sid }),
      );
    worker.on('reservationCreated', listener);
    return () => void worker.off('reservationCreated', listener);
  };
  const ours = (world: BenchFlex) =>
    registerAutoAccept({ ...world, settings, t: createTranslate(en), locale: 'en', backend: undefined });

  const times = { plain: [] as number[], ours: [] as number[] };
  let lost = 0;
  let twice = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    times.plain.push((await burst(plain)).time);
    const { time, accepted } = await burst(ours);
    times.ours.push(time);
    const once = new Set(accepted).size;
    lost += BURST - once;
    twice += accepted.length - once;
  }
  // Other benches' libraries tell a browser by it.
  for (const name of BROWSER) Reflect.deleteProperty(globalThis, name);
  const added = ((median(times.ours) - median(times.plain)) / BURST) * 1000;
  const ratio = median(times.ours) / median(times.plain);
  return [
    {
      what: `Auto-accept of ${BURST} reservations at once, ${RULES_BEFORE + 1} rules`,
      measured: `${added.toFixed(0)} µs more for each than calling Flex's actions (×${ratio.toFixed(1)}), ${lost} lost, ${twice} accepted twice`,
      aim: '1,000 µs, none lost, none twice',
    },
  ];
}
