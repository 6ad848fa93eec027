import { useCallback, useEffect, useState } from 'react';

import { isPending, performPeopleAct } from '../../actions/peopleActs';
import { askPeople } from '../../backend/askPeople';
import type { ClientError } from '../../backend/ClientError';
import type { People, PeopleRequest } from '../../contract/people';
import type { ScreenContext } from '../../PluginContext';

type Acting = Parameters<typeof performPeopleAct>[1];
type WithoutTask<T> = T extends unknown ? Omit<T, 'taskSid'> : never;
export type PeopleAct = WithoutTask<Acting>;

/** Milliseconds between two looks while an invite is pending: nothing tells the browser that it was declined. */
const LOOK_AGAIN = 8_000;

/** What a look or an act came to, for a person. `look`: nothing is known of who is here. */
export interface PeopleProblem {
  of: 'look' | 'act';
  error: ClientError;
}

/**
 * Who is in the conversation of this task, and what can be done about it.
 * @param identities of those whom the browser sees in it: it is looked again whenever somebody comes or goes
 */
export function usePeople(
  plugin: ScreenContext,
  { taskSid, identities, isSelected }: { taskSid: string; identities: string; isSelected: boolean },
) {
  const { backend } = plugin;
  const [people, setPeople] = useState<People>();
  const [problem, setProblem] = useState<PeopleProblem>();
  const [working, setWorking] = useState<PeopleRequest['act']>();

  const look = useCallback(async () => {
    const answer = backend && (await askPeople(backend, { act: 'list', taskSid }));
    if (answer?.ok) {
      setPeople(answer.people);
      setProblem((before) => (before?.of === 'look' ? undefined : before));
    } else if (answer) {
      setProblem({ of: 'look', error: answer.error });
    }
  }, [backend, taskSid]);

  useEffect(() => {
    if (isSelected) {
      void look();
    }
  }, [look, isSelected, identities]);

  const hasPending = people?.invites.some(isPending) ?? false;
  useEffect(() => {
    if (!hasPending || !isSelected) {
      return undefined;
    }
    const timer = setInterval(() => document.visibilityState === 'visible' && void look(), LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [hasPending, isSelected, look]);

  /** Resolves to whether it was done. */
  const act = async (wanted: PeopleAct): Promise<boolean> => {
    setWorking(wanted.act);
    setProblem(undefined);
    const answer = await performPeopleAct(plugin, { ...wanted, taskSid });
    setWorking(undefined);
    if (!answer.ok) {
      setProblem({ of: 'act', error: answer.error });
      return false;
    }
    if (answer.people) {
      setPeople(answer.people);
    }
    return true;
  };

  return { people, problem, working, act, look };
}
