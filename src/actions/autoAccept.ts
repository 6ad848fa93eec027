import type { Reservation } from 'twilio-taskrouter';

import { isAcceptedByFlex } from '../auto-accept/isAcceptedByFlex';
import { leadTabs } from '../auto-accept/leadingTab';
import { registerNotices } from '../auto-accept/notices';
import { AUTO_ANSWER, decide, OWN_TASKS, whyNot } from '../auto-accept/rules';
import type { OfferedTask, WhyNot } from '../auto-accept/rules';
import { selectWhenIdle } from '../auto-accept/selectWhenIdle';
import { isStopped, keepStopped, onStoppedElsewhere } from '../auto-accept/stoppedReservations';
import { watchTyping } from '../auto-accept/typing';
import { workerState } from '../auto-accept/workerState';
import { channelOf } from '../channels/matchChannel';
import { appState } from '../flex/FlexContext';
import { onOffer } from '../flex/notifications';
import { playSound } from '../flex/sounds';
import { acceptTask, isNotPending, selectTask } from '../flex/tasks';
import type { PluginContext } from '../PluginContext';
import type { AutoAcceptRule } from '../settings/settingsSchema';

/** Milliseconds after which another tab accepts what the leading one has left: as many as Flex's own guard waits. */
const TAKEOVER = 5_000;

const ENDS = ['accepted', 'rejected', 'timeout', 'canceled', 'rescinded'] as const;

/** A reservation that a rule is about, while it is pending. */
interface Waiting {
  reservation: Reservation;
  rule: AutoAcceptRule;
  /** When it is to be done, in milliseconds since 1970. */
  due: number;
  /** Whether this tab has played the rule's sound. */
  hasSounded: boolean;
  /** Whether this tab has done what the rule says, or has told why not. */
  done: boolean;
  timer?: ReturnType<typeof setTimeout>;
  endListening: () => void;
}

/**
 * Accepts, selects or announces what the rules are about: new reservations, and those that were pending when the page
 * was loaded or while the connection was lost. Accepts the agent's own outbound tasks where Flex does not. Of several
 * tabs the leading one does it; the others show the same, wait, and take over what it leaves. Returns what ends that.
 */
export function registerAutoAccept(plugin: PluginContext): () => void {
  const { flex, manager, settings } = plugin;
  const worker = manager.workerClient;
  const { rules: declared, autoAnswer } = settings.autoAccept;
  const configured = autoAnswer ? [...declared, AUTO_ANSWER] : declared;
  if (!worker) {
    return () => undefined;
  }

  const waiting = new Map<string, Waiting>();
  /** Whose acceptance is on its way. */
  const accepting = new Set<string>();
  let leads = false;

  const typing = watchTyping();
  const notices = registerNotices(plugin, {
    stop: (sid) => {
      keepStopped(sid);
      forget(sid);
    },
    open: (sid) => selection.selectNow(sid),
  });
  const selection = selectWhenIdle({
    typing,
    select: (sid) => {
      notices.opened(sid);
      // It may have been completed or taken away while the agent was typing.
      if (appState(manager).flex.worker.tasks.has(sid)) {
        void select(sid);
      }
    },
    onWait: (sid) => notices.waits(sid, nameOf(sid)),
  });

  const select = (sid: string): Promise<void> =>
    selectTask(flex, sid).catch((error: unknown) => {
      console.warn('[Messaging Controls] an accepted task could not be selected', error);
    });

  const nameOf = (sid: string): string => {
    const task = appState(manager).flex.worker.tasks.get(sid);
    const label = channelOf(settings.channels, task)?.label;
    return [label, task?.defaultFrom].filter(Boolean).join(' · ') || (task?.queueName ?? '');
  };

  const forget = (sid: string) => {
    const entry = waiting.get(sid);
    clearTimeout(entry?.timer);
    entry?.endListening();
    waiting.delete(sid);
    notices.settled(sid);
  };

  const tellWhyNot = (sid: string, why: WhyNot) => {
    // A rule for people with other skills is none of this agent's business.
    if (why !== 'skills') {
      notices.hindered(sid, nameOf(sid), why, worker.activity?.name ?? '');
    }
  };

  const accept = async ({ reservation: { sid }, rule }: Waiting): Promise<void> => {
    accepting.add(sid);
    try {
      await acceptTask(flex, sid);
    } catch (error) {
      const status = worker.reservations.get(sid)?.status;
      if (status === 'pending' && !isNotPending(error)) {
        console.warn('[Messaging Controls] a task could not be accepted by itself', error);
        notices.failed(sid, nameOf(sid));
      }
      // Another tab, another plugin or the agent was quicker; else it is gone, and there is nothing to select.
      if (status !== 'accepted') {
        return;
      }
    } finally {
      accepting.delete(sid);
    }
    if (rule.then === 'acceptAndSelect') {
      selection.request(sid);
    }
  };

  const act = (entry: Waiting) => {
    const { rule } = entry;
    const { sid, status } = entry.reservation;
    if (status !== 'pending' || isStopped(sid)) {
      forget(sid);
      return;
    }
    entry.done = true;
    notices.settled(sid);
    // While it was counted down the worker may have taken a call.
    const why = whyNot(rule.worker, workerState(worker, accepting));
    if (why) {
      tellWhyNot(sid, why);
    } else if (rule.then !== 'announce') {
      void accept(entry);
    }
  };

  /** Does what is due, or waits for it; again when this tab has come to lead. */
  const proceed = (entry: Waiting) => {
    clearTimeout(entry.timer);
    if (entry.done) {
      return;
    }
    const timeLeft = Math.max(0, entry.due - Date.now());
    if (!leads) {
      entry.timer = setTimeout(() => act(entry), timeLeft + TAKEOVER);
      return;
    }
    if (entry.rule.sound && !entry.hasSounded) {
      entry.hasSounded = true;
      playSound(flex, entry.rule.sound);
    }
    if (timeLeft === 0) {
      act(entry);
    } else {
      entry.timer = setTimeout(() => act(entry), timeLeft);
    }
  };

  const listen = (reservation: Reservation, rule: AutoAcceptRule): (() => void) => {
    const onEnd = () => forget(reservation.sid);
    const onAccepted = () => {
      onEnd();
      // The agent may be looking at this tab while a hidden one leads.
      const isSeenHere = !leads && document.visibilityState === 'visible';
      if (isSeenHere && rule.then === 'acceptAndSelect' && !accepting.has(reservation.sid)) {
        selection.request(reservation.sid);
      }
    };
    const listeners = ENDS.map((event) => [event, event === 'accepted' ? onAccepted : onEnd] as const);
    listeners.forEach(([event, listener]) => reservation.on(event, listener));
    return () => listeners.forEach(([event, listener]) => reservation.off(event, listener));
  };

  const consider = (reservation: Reservation, rules = configured) => {
    const { sid, status, task } = reservation;
    if (status !== 'pending' || waiting.has(sid) || isStopped(sid)) {
      return;
    }
    const decision = decide(rules, offered(plugin, task), workerState(worker, accepting));
    if (!decision) {
      return;
    }
    const { rule } = decision;
    const delay = rule.then === 'announce' ? 0 : (rule.delaySeconds ?? 0) * 1000;
    const due = Date.now() + delay;
    const done = decision.kind === 'worker';
    const entry = { reservation, rule, due, hasSounded: false, done, endListening: listen(reservation, rule) };
    waiting.set(sid, entry);
    if (decision.kind === 'worker') {
      tellWhyNot(sid, decision.whyNot);
      return;
    }
    if (delay > 0) {
      // After Flex's own offer: a screen reader is told the latest notice alone.
      setTimeout(() => {
        if (waiting.get(sid) === entry) {
          notices.countDown({ reservationSid: sid, task: nameOf(sid), due });
        }
      });
    }
    proceed(entry);
  };

  const onCreated = (reservation: Reservation) => {
    if (!isAcceptedByFlex(reservation.task)) {
      consider(reservation);
    }
  };

  // What newer versions accept, Flex offers where it does not: then nobody else will accept it.
  const onOffered = (sid: string): boolean => {
    const reservation = worker.reservations.get(sid);
    if (!reservation || !isAcceptedByFlex(reservation.task)) {
      return false;
    }
    consider(reservation, [OWN_TASKS]);
    return true;
  };

  // Reservations from before the page was loaded raise no event, and Flex accepts none of them, outbound ones neither.
  const considerPending = () => {
    for (const reservation of worker.reservations.values()) {
      consider(reservation);
    }
  };

  // After a lost connection TaskRouter's SDK has made everything anew, and tells of nothing that came or went meanwhile.
  const onReady = () => {
    for (const [sid, entry] of [...waiting]) {
      const reservation = worker.reservations.get(sid);
      if (reservation?.status === 'pending') {
        entry.endListening();
        Object.assign(entry, { reservation, endListening: listen(reservation, entry.rule) });
      } else {
        forget(sid);
      }
    }
    considerPending();
  };

  /** The agent has opened it without waiting. */
  const onSelected = ({ sid }: { sid?: string } = {}) => {
    if (sid) {
      selection.opened(sid);
      notices.opened(sid);
    }
  };

  worker.on('reservationCreated', onCreated);
  worker.on('ready', onReady);
  flex.Actions.addListener('afterSelectTask', onSelected);
  const endOffers = onOffer(flex, onOffered);
  const endStopped = onStoppedElsewhere(() => [...waiting.keys()].filter(isStopped).forEach(forget));
  // Flex's own action AcceptTask needs the rest of Flex, which stands once all plugins are there.
  manager.events.addListener('pluginsInitialized', considerPending);
  // People who share a browser do not share reservations.
  const endLead = leadTabs(`messaging-controls-auto-accept-${worker.sid}`, () => {
    leads = true;
    [...waiting.values()].forEach(proceed);
  });
  return () => {
    worker.off('reservationCreated', onCreated);
    worker.off('ready', onReady);
    flex.Actions.removeListener('afterSelectTask', onSelected);
    endOffers();
    endStopped();
    manager.events.removeListener('pluginsInitialized', considerPending);
    endLead();
    [...waiting.keys()].forEach(forget);
    selection.end();
    typing.end();
  };
}

const offered = ({ settings }: PluginContext, task: Reservation['task']): OfferedTask => ({
  attributes: task.attributes as Record<string, unknown> | null | undefined,
  taskChannelUniqueName: task.taskChannelUniqueName,
  queueName: task.queueName,
  queueSid: task.queueSid,
  channelName: channelOf(settings.channels, task)?.name,
});
