// What must hold whatever went wrong, once a history has come to rest. Each answers one sentence for each violation.
import type { Ledger } from './Ledger';
import type { Simulation } from './Simulation';

export type Invariant = (simulation: Simulation, ledger: Ledger) => string[];

export const oneMessageForARequest: Invariant = ({ world }, { asked }) =>
  asked.flatMap(({ actor, text, file }) => {
    const sent = world.messageLog.filter(({ direction, body }) => direction === 'outbound-api' && body === text);
    return [
      ...(sent.length > 1 ? [`${actor} asked for one message, and ${sent.length} were sent`] : []),
      ...(file === undefined
        ? []
        : filesOf(world, file, text).map((wrong) => `${actor} asked for one file, and ${wrong}`)),
    ];
  });

/** What is wrong with a file that was to go once, and its text right after it. */
function filesOf(world: Simulation['world'], file: string, text: string): string[] {
  return [...world.conversations.values()].flatMap(({ messages }) => {
    const files = messages.filter(({ media }) => media.some(({ sid }) => sid === file));
    const place = messages.findIndex(({ body }) => body === text);
    return [
      ...(files.length > 1 ? [`${files.length} were sent`] : []),
      ...(place >= 0 && (files[0]?.index ?? Infinity) > messages[place]!.index ? ['its text went before it'] : []),
    ];
  });
}

export const LIVE = ['pending', 'reserved', 'assigned', 'transferring'];
/** Of an interaction's channel that an agent has left for now. */
const RESTING = ['inactive', 'pause'];

interface Ours {
  messagingControls?: {
    workerSid?: string;
    startedBy?: string;
    reply?: { repliedAt?: string };
    parked?: { lastIndex: number };
  };
}

/** Nobody is in an open conversation where what they write would reach no person. */
export const nobodyIsAlone = ({ world }: Pick<Simulation, 'world'>): string[] => {
  const live = [...world.tasks.values()].filter(({ assignmentStatus }) => LIVE.includes(assignmentStatus));
  const resting = [...world.interactions.values()].filter(({ channel }) => RESTING.includes(channel.status));
  return [...world.conversations.values()].flatMap(({ sid, state, attributes, participants, messages, webhooks }) => {
    const inside = [...participants.values()].flatMap(({ messagingBinding: bound }) => (bound ? [bound.address] : []));
    if (state === 'closed' || inside.length === 0) return [];
    if (live.some((task) => task.attributes['conversationSid'] === sid)) return [];
    // Flex wakes it by itself when the customer writes.
    if (resting.some(({ channel }) => channel.mediaSid === sid)) return [];
    const { messagingControls: ours } = JSON.parse(attributes) as Ours;
    const hasWritten = messages.some(({ author }) => inside.includes(author));
    const waits = ours?.reply !== undefined && ours.reply.repliedAt === undefined && webhooks.size > 0;
    if (waits && !hasWritten) return [];
    // An agent has put it aside.
    const { parked } = ours ?? {};
    const isParked = parked !== undefined && webhooks.size > 0;
    if (isParked && !messages.some(({ author, index }) => inside.includes(author) && index > parked.lastIndex))
      return [];
    return [`${inside.join()} is alone in ${sid} (${state}), ${hasWritten ? 'and has written' : 'and may write'}`];
  });
};

/**
 * What a customer has written is in a conversation that has, or had, a task. Not what our functions wrote down for them:
 * a website's form has its answer.
 */
export const noWordIsLost: Invariant = ({ world, tasks }) => {
  const tasked = new Set(tasks.values());
  return [...world.conversations.values()].flatMap(({ sid, messages, state }) =>
    tasked.has(sid)
      ? []
      : messages
          .filter(({ author, attributes }) => author.startsWith('+') && !attributes.includes('"messagingControls"'))
          .map(({ author, body }) => `"${body}" of ${author} is in ${sid} (${state}), which no task was made of`),
  );
};

/** Whom a task or a message was promised has them. */
export const whatTheAgentWasToldIsTrue: Invariant = ({ world, tasks }, { asked }) =>
  asked.flatMap(({ actor, text, file, answers }) =>
    answers.flatMap((answer) => {
      const { ok, started } = (answer?.body ?? {}) as {
        ok?: boolean;
        started?: Record<string, string> & { textMissing?: boolean };
      };
      if (!ok || !started) return [];
      const { conversationSid = '', messageSid, taskSid, textMissing } = started;
      const messages = world.conversations.get(conversationSid)?.messages ?? [];
      const isTextThere = messages.some(({ sid, body }) => (file ?? sid === messageSid) && body === text);
      const isFileThere = messages.some(
        ({ sid, media }) => sid === messageSid && media.some((one) => one.sid === file),
      );
      if (!(file === undefined ? isTextThere : isFileThere && (isTextThere || textMissing)))
        return [`${actor} was told of ${messageSid} in ${conversationSid}, where it is not`];
      return taskSid === undefined || tasks.has(taskSid) ? [] : [`${actor} was told of ${taskSid}, which is not there`];
    }),
  );

/** What a supervisor begins for a colleague is that colleague's alone: each task of it that names an agent, and its reply. */
export const whatIsForAColleagueIsTheirs: Invariant = ({ world }) =>
  [...world.conversations.values()].flatMap(({ sid, attributes }) => {
    const { messagingControls: ours } = JSON.parse(attributes) as Ours;
    if (ours?.startedBy === undefined) return [];
    const tasks = [...world.tasks.values()].filter((task) => task.attributes['conversationSid'] === sid);
    const others = tasks.flatMap(({ routingTarget, attributes: of }) => {
      const named = routingTarget ?? (of['knownWorkerSid'] as string | undefined);
      return named === undefined || named === ours.workerSid ? [] : [named];
    });
    return [
      ...(ours.workerSid === ours.startedBy ? [`${sid} is its supervisor's own`] : []),
      ...others.map((worker) => `a task of ${sid} is for ${worker}, and it was begun for ${ours.workerSid}`),
    ];
  });

export const everybodyIsDone: Invariant = ({ busy }) => busy.map((name) => `${name} never came to an end`);

export const INVARIANTS: readonly Invariant[] = [
  oneMessageForARequest,
  nobodyIsAlone,
  noWordIsLost,
  whatTheAgentWasToldIsTrue,
  whatIsForAColleagueIsTheirs,
  everybodyIsDone,
];
