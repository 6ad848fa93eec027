import { useEffect, useState } from 'react';

import type { SupervisorCall } from '../../contract/supervision';
import { SUPERVISORS_BELL, supervisionResponse } from '../../contract/supervision';
import type { PluginContext } from '../../PluginContext';

type Plugin = Pick<PluginContext, 'manager' | 'backend'>;

let calls: readonly SupervisorCall[] = [];
const listeners = new Set<() => void>();

const nameOf = ({ conversationSid, at }: SupervisorCall): string => `${conversationSid} ${at}`;

/** Milliseconds after which it is asked again though no bell has rung: it may have been missed. */
const AGAIN = 120_000;

/**
 * Keeps the calls of agents up to date, in a supervisor's browser, by the bell that rings over Flex's own connection. Calls
 * `onNew` for each that was not there before. Returns what ends that.
 */
export function followCalls({ manager, backend }: Plugin, onNew: (call: SupervisorCall) => void): () => void {
  const { conversationsClient: client } = manager;
  const known = new Set<string>();
  let isListening = false;

  const look = async (): Promise<void> => {
    if (!backend) {
      return;
    }
    const answer = await backend.call('supervision', supervisionResponse, {
      act: 'calls',
      ...(isListening ? {} : { listens: 'yes' }),
    });
    if (!answer.ok) {
      console.warn('[Messaging Controls] it is not known which agents call for help', answer.error.code);
      return;
    }
    isListening = true;
    calls = answer.calls ?? [];
    for (const call of calls) {
      if (!known.has(nameOf(call))) {
        known.add(nameOf(call));
        onNew(call);
      }
    }
    listeners.forEach((listener) => listener());
  };

  type Updated = Parameters<Parameters<typeof client.on<'conversationUpdated'>>[1]>[0];
  const onUpdated = ({ conversation }: Updated): void => {
    if (conversation.uniqueName === SUPERVISORS_BELL) {
      void look();
    }
  };
  client.on('conversationUpdated', onUpdated);
  const timer = setInterval(() => document.visibilityState === 'visible' && void look(), AGAIN);
  void look();
  return () => {
    clearInterval(timer);
    client.off('conversationUpdated', onUpdated);
  };
}

/** Those that nobody has answered yet, the oldest first. */
export function useCalls(): readonly SupervisorCall[] {
  const [, setCount] = useState(0);
  useEffect(() => {
    const listener = (): void => setCount((count) => count + 1);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return calls;
}
