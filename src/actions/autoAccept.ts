import type { Reservation } from 'twilio-taskrouter';

import { isAcceptedByFlex } from '../auto-accept/isAcceptedByFlex';
import { leadTabs } from '../auto-accept/leadingTab';
import { registerNotices } from '../auto-accept/notices';
import { AUTO_ANSWER, decide, whyNot } from '../auto-accept/rules';
import type { Decision, OfferedTask, WhyNot } from '../auto-accept/rules';
import { selectWhenIdle } from '../auto-accept/selectWhenIdle';
import { isStopped, keepStopped } from '../auto-accept/stoppedReservations';
import { watchTyping } from '../auto-accept/typing';
import { workerState } from '../auto-accept/workerState';
import { channelOf } from '../channels/matchChannel';
import { appState } from '../flex/FlexContext';
import { playSound } from '../flex/sounds';
import { acceptTask, isNotPending, selectTask } from '../flex/tasks';
import type { PluginContext } from '../PluginContext';

/** Milliseconds after which another tab accepts what the leading one has left: as many as Flex's own guard waits. */
const TAKEOVER = 5_000;

const ENDS = ['accepted', 'rejected', 'timeout', 'canceled', 'rescinded'] as const;

/** A reservation that a rule is about, until that is done or it is gone. */
interface Waiting {
  reservation: Reservation;
  decision: Decision;
  /** When it is to be done, in milliseconds since 1970. */
  due: number;
  /** Whether this tab has begun: sound and count-down. */
  begun: boolean;
  timer?: ReturnType<typeof setTimeout>;
  endListening: () => void;
}

/**
 * Accepts, selects or announces what the rules are about: new reservations, and those that were pending when the page
 * was loaded. Of several tabs the leading one does it; the others wait, and take over what it leaves. Returns what ends
 * that.
 */
export function registerAutoAccept(plugin: PluginContext): () => void {
  const { flex, manager, settings } = plugin;
  const worker = manager.workerClient;
  const { rules: declared, autoAnswer } = settings.autoAccept;
  const rules = autoAnswer ? [...declared, AUTO_ANSWER] : declared;
  if (!worker || rules.length === 0) {
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
      notices.opened();
      void select(sid);
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
    notices.endCountDown(sid);
  };

  const tellWhyNot = (sid: string, why: WhyNot) => {
    // A rule for people with other skills is none of this agent's business.
    if (why !== 'skills') {
      notices.hindered(nameOf(sid), why, worker.activity?.name ?? '');
    }
  };

  const accept = async (sid: string, selects: boolean): Promise<void> => {
    accepting.add(sid);
    try {
      await acceptTask(flex, sid);
    } catch (error) {
      // Another tab, another plugin or the agent was quicker.
      if (!isNotPending(error)) {
        console.warn('[Messaging Controls] a task could not be accepted by itself', error);
        notices.failed(nameOf(sid));
        return;
      }
    } finally {
      accepting.delete(sid);
    }
    if (selects) {
      selection.request(sid);
    }
  };

  const act = ({ reservation: { sid, status }, decision }: Waiting) => {
    forget(sid);
    if (status !== 'pending' || isStopped(sid)) {
      return;
    }
    // While it was counted down the worker may have taken a call.
    const why =
      decision.kind === 'worker' ? decision.whyNot : whyNot(decision.rule.worker, workerState(worker, accepting));
    if (why) {
      tellWhyNot(sid, why);
    } else if (decision.rule.then !== 'announce') {
      void accept(sid, decision.rule.then === 'acceptAndSelect');
    }
  };

  const begin = (entry: Waiting) => {
    const { decision, due, reservation } = entry;
    if (entry.begun || decision.kind === 'worker') {
      return;
    }
    entry.begun = true;
    if (decision.rule.sound) {
      playSound(flex, decision.rule.sound);
    }
    if (due > Date.now()) {
      notices.countDown({ reservationSid: reservation.sid, task: nameOf(reservation.sid), due });
    }
  };

  /** Does what is due, or waits for it; again when this tab has come to lead. */
  const proceed = (entry: Waiting) => {
    clearTimeout(entry.timer);
    const timeLeft = Math.max(0, entry.due - Date.now());
    if (leads) {
      begin(entry);
      if (timeLeft === 0) {
        act(entry);
      } else {
        entry.timer = setTimeout(() => act(entry), timeLeft);
      }
      return;
    }
    const { decision, reservation } = entry;
    const isLeft = decision.kind === 'rule' && decision.rule.then !== 'announce';
    // What is only told has been told by then.
    entry.timer = setTimeout(() => (isLeft ? act(entry) : forget(reservation.sid)), timeLeft + TAKEOVER);
  };

  const consider = (reservation: Reservation) => {
    const { sid, status, task } = reservation;
    if (status !== 'pending' || waiting.has(sid) || accepting.has(sid) || isStopped(sid)) {
      return;
    }
    const decision = decide(rules, offered(plugin, task), workerState(worker, accepting));
    if (!decision) {
      return;
    }
    const delay = decision.kind === 'rule' ? (decision.rule.delaySeconds ?? 0) * 1000 : 0;
    const onEnd = () => forget(sid);
    const onAccepted = () => {
      forget(sid);
      // The agent may be looking at this tab while a hidden one leads.
      const selects = decision.kind === 'rule' && decision.rule.then === 'acceptAndSelect';
      if (!leads && selects && document.visibilityState === 'visible') {
        selection.request(sid);
      }
    };
    const listeners = ENDS.map((event) => [event, event === 'accepted' ? onAccepted : onEnd] as const);
    listeners.forEach(([event, listener]) => reservation.on(event, listener));
    const entry: Waiting = {
      reservation,
      decision,
      due: Date.now() + delay,
      begun: false,
      endListening: () => listeners.forEach(([event, listener]) => reservation.off(event, listener)),
    };
    waiting.set(sid, entry);
    proceed(entry);
  };

  const onCreated = (reservation: Reservation) => {
    if (!isAcceptedByFlex(reservation.task)) {
      consider(reservation);
    }
  };

  // Reservations from before the page was loaded raise no event, and Flex accepts none of them, outbound ones neither.
  const considerPending = () => {
    for (const reservation of worker.reservations.values()) {
      consider(reservation);
    }
  };

  worker.on('reservationCreated', onCreated);
  // Flex's own action AcceptTask needs the rest of Flex, which stands once all plugins are there.
  manager.events.addListener('pluginsInitialized', considerPending);
  // People who share a browser do not share reservations.
  const endLead = leadTabs(`messaging-controls-auto-accept-${worker.sid}`, () => {
    leads = true;
    [...waiting.values()].forEach(proceed);
  });
  return () => {
    worker.off('reservationCreated', onCreated);
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
