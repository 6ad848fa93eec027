import type { ITask } from '@twilio/flex-ui';
import * as v from 'valibot';

import type { SilenceRequest, SilenceState } from '../contract/silence';
import { silenceResponse } from '../contract/silence';
import { selectConversation } from '../flex/conversations';
import type { Conversation } from '../flex/conversations';
import { appState } from '../flex/FlexContext';
import { taskCustomer } from '../flex/taskCustomer';
import type { PluginContext } from '../PluginContext';
import { silenceSchema, usualSilence } from '../settings/silenceSchema';
import { keep, readKept } from '../state/browserStorage';
import { waitOf } from './waitOf';
import { watchActivity } from './watchActivity';

type Plugin = Pick<PluginContext, 'manager' | 'backend' | 'settings'>;

/** What the agent is told about a customer of theirs. */
export interface SilenceNews {
  conversationSid: string;
  /** They wait; the queue is being offered them; another agent has them. */
  what: 'waits' | 'givenBack' | 'taken';
  /** Their name or address, as far as it is known. */
  customer: string;
  /** Since their message. */
  minutes: number;
}

export interface SilenceListener {
  tell: (news: SilenceNews) => void;
  /** The agent is at work on it, or has answered. */
  hide: (conversationSid: string) => void;
}

const LOOK = 5_000;
const MINUTE = 60_000;

interface Track {
  taskSid: string;
  customer: string;
  messageSid: string;
  since: number;
  /** When the backend was asked, and what of the agent's activity it knows. */
  askedAt: number;
  reportedAt: number;
  state: SilenceState | undefined;
}

/**
 * Looks at the agent's own conversations in Flex's store, without any call: who waits too long is told to the agent, once for
 * each message. The backend is asked only of those, at most once in a minute: that the agent is at work on it, or what is due.
 * Returns what ends it.
 */
export function followSilence({ manager, backend, settings }: Plugin, { tell, hide }: SilenceListener): () => void {
  const read = v.safeParse(silenceSchema, settings.silence ?? {});
  // Administrators are told of what is wrong.
  const silence = read.success ? read.output : usualSilence();
  if (!silence.isOn || !backend) {
    return () => undefined;
  }
  const tellAgent = silence.tellAgentMinutes * MINUTE;
  const tellSupervisor = silence.tellSupervisorMinutes * MINUTE;
  const giveBack = silence.giveBackMinutes === undefined ? Infinity : silence.giveBackMinutes * MINUTE;
  const activity = watchActivity({ manager });
  const tracks = new Map<string, Track>();

  const ask = async (conversationSid: string, track: Track, activeAt?: number): Promise<void> => {
    track.askedAt = Date.now();
    const request: SilenceRequest = {
      taskSid: track.taskSid,
      conversationSid,
      ...(activeAt === undefined ? {} : { activeSecondsAgo: String(Math.round((track.askedAt - activeAt) / 1_000)) }),
    };
    const answer = await backend.call('silence', silenceResponse, { ...request });
    if (!answer.ok) {
      // Who has left, or ended it.
      if (answer.error.code !== 'NOT_INSIDE') {
        console.warn('[Messaging Controls] a waiting customer could not be seen to', answer.error.code);
      }
      return;
    }
    const before = track.state;
    track.state = answer.state;
    if (activeAt !== undefined) {
      track.reportedAt = activeAt;
    }
    if ((answer.state === 'givenBack' || answer.state === 'taken') && answer.state !== before) {
      tell({ conversationSid, what: answer.state, ...about(track) });
    }
  };

  const look = (): void => {
    const state = appState(manager);
    const now = Date.now();
    const own = new Set<string>();
    for (const task of state.flex.worker.tasks.values()) {
      const conversationSid = task.attributes?.conversationSid as string | undefined;
      if (!conversationSid || task.status !== 'accepted') continue;
      own.add(conversationSid);
      lookAt(conversationSid, task, selectConversation(state, conversationSid), now);
    }
    for (const [conversationSid, track] of tracks) {
      if (!own.has(conversationSid)) {
        tracks.delete(conversationSid);
        hide(conversationSid);
        if (now - track.since >= tellAgent) void ask(conversationSid, track);
      }
    }
  };

  const lookAt = (sid: string, task: ITask, conversation: Conversation | undefined, now: number): void => {
    const active = activity.lastOf(sid);
    const wait = waitOf(conversation, settings.senders);
    const before = tracks.get(sid);
    if (before && before.messageSid !== wait?.messageSid && !isLoading(conversation)) {
      tracks.delete(sid);
      hide(sid);
      // The backend has begun something about it, or may have.
      if (before.askedAt > 0) void ask(sid, before, now);
    }
    if (!wait || !conversation) return;
    const since = Math.max(wait.since, cameIn(conversation, manager.user?.identity));
    const track: Track = tracks.get(sid) ?? {
      taskSid: task.taskSid,
      customer: customerOf(task),
      messageSid: wait.messageSid,
      since,
      askedAt: 0,
      reportedAt: 0,
      state: undefined,
    };
    tracks.set(sid, track);
    const silent = now - Math.max(since, active);
    if (silent < 2 * LOOK) {
      hide(sid);
      track.state = undefined;
    }
    if (silent >= tellAgent && !isTold(wait.messageSid)) {
      keepTold(wait.messageSid);
      tell({ conversationSid: sid, what: 'waits', ...about(track) });
    }
    if (now - track.askedAt < MINUTE) return;
    const isNew = active > Math.max(since, track.reportedAt);
    const isDue =
      (silent >= tellSupervisor && track.state !== 'supervisorTold' && track.state !== 'givenBack') ||
      (silent >= giveBack && track.state !== 'givenBack');
    if (now - since >= tellAgent && isNew) void ask(sid, track, active);
    else if (isDue) void ask(sid, track);
  };

  const timer = setInterval(look, LOOK);
  return () => {
    clearInterval(timer);
    activity.end();
  };
}

const isLoading = (conversation: Conversation | undefined): boolean =>
  !conversation || conversation.isLoadingMessages || conversation.isLoadingParticipants;

const about = ({ customer, since }: Track): Pick<SilenceNews, 'customer' | 'minutes'> => ({
  customer,
  minutes: Math.floor((Date.now() - since) / MINUTE),
});

/** Whoever has just got a conversation has all the time. */
const cameIn = ({ participants }: Conversation, identity: string | undefined): number =>
  [...participants.values()].find(({ source }) => source.identity === identity)?.source.dateCreated?.getTime() ?? 0;

function customerOf(task: ITask): string {
  const { name, address } = taskCustomer(task) ?? {};
  return name ?? address ?? '';
}

const KEY = 'messaging-controls.silence.told';
const KEPT = 100;

const readTold = (): string[] => (readKept('sessionStorage', KEY) ?? '').split(' ');

/** After a reload too. */
const isTold = (messageSid: string): boolean => readTold().includes(messageSid);
const keepTold = (messageSid: string): void =>
  keep('sessionStorage', KEY, [messageSid, ...readTold()].slice(0, KEPT).join(' '));
