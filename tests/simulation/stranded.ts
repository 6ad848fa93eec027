// Histories under faults, with whatever mends them taken out, and as they are: what the trace says of each conversation.
import type { FunctionHandler } from '../../serverless/src/runtime/FunctionsRuntime';
import type { Trace } from '../../src/contract/trace';
import { Response } from '../support/Response';
import type { Simulation } from './Simulation';
import type { Functions } from './functions';
import { nobodyIsAlone } from './invariants';
import { ask } from './paths/Path';
import { playHistory } from './playHistory';

/** Twilio tells of a lease that is over, or of a customer who writes: the net looks whether somebody is left alone. */
const isForTheNet = ({ EventType, Reason, Source }: Parameters<FunctionHandler>[1]): boolean =>
  EventType === 'onConversationStateUpdated'
    ? Reason === 'TIMER'
    : EventType === 'onMessageAdded' && Source !== 'SDK' && Source !== 'API';

function withoutMends(all: Functions): Functions {
  const messagingEvents = all.get('messaging-events')!;
  const deaf: FunctionHandler = (context, event, callback, surroundings) =>
    isForTheNet(event)
      ? callback(null, new Response().setStatusCode(204))
      : messagingEvents(context, event, callback, surroundings);
  const left = new Map(all).set('messaging-events', deaf);
  left.delete('janitor');
  return left;
}

const SID = /\bCH[0-9a-f]{32}\b/;

/** What the trace says of each conversation of a history, and whether its customer is left alone. */
async function tracesOf(options: Parameters<typeof playHistory>[0]) {
  const told: { isAlone: string | undefined; trace: Trace }[] = [];
  const atRest = async (simulation: Simulation): Promise<void> => {
    const alone = new Map(nobodyIsAlone(simulation).map((sentence) => [SID.exec(sentence)![0], sentence]));
    for (const { sid } of [...simulation.world.conversations.values()]) {
      const answer = await ask(simulation, `trace ${sid}`, 'sue', ['trace', { what: sid }]);
      told.push({ isAlone: alone.get(sid), trace: (answer!.body as { trace: Trace }).trace });
    }
  };
  await playHistory({ ...options, invariants: [], atRest });
  return told;
}

/** Nobody in these histories accepts what a queue offers: a customer who waits in it is there for good. */
const brokenIn = ({ steps }: Trace) => steps.filter(({ step, state }) => state === 'broken' && step !== 'queue');

interface Seeds {
  seeds: readonly number[];
}

/** Whom the histories strand where nothing mends them: those of whom the trace says where and why, and the others. */
export async function strandedIn(functions: Functions, { seeds }: Seeds) {
  const found: string[] = [];
  const missed: string[] = [];
  for (const seed of seeds) {
    for (const { isAlone, trace } of await tracesOf({ seed, functions: withoutMends(functions), isUnswept: true })) {
      if (isAlone === undefined) continue;
      const [broken] = brokenIn(trace);
      (broken?.cause ? found : missed).push(`${seed}: ${isAlone}: ${broken?.step} ${broken?.cause}`);
    }
  }
  return { found, missed };
}

/** What the trace calls broken in histories that have come to rest. */
export async function alarmsOf(functions: Functions, { seeds }: Seeds): Promise<string[]> {
  const alarms: string[] = [];
  for (const seed of seeds) {
    for (const { trace } of await tracesOf({ seed, functions })) {
      // Twilio itself closes one whose customer got into another at the same moment, and nobody is ever in it.
      // And one whose closing was cut off has nobody in it.
      const found = brokenIn(trace).filter(({ cause }) => cause !== 'closedAtOnce' && cause !== 'customerOutside');
      for (const { step, cause } of found) alarms.push(`${seed}: ${trace.conversationSid}: ${step} ${cause}`);
    }
  }
  return alarms;
}
