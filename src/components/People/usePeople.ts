import { useCallback, useEffect, useState } from 'react';

import { performPeopleAct } from '../../actions/people';
import type { ClientError } from '../../backend/ClientError';
import type { People, PeopleRequest } from '../../contract/people';
import type { PluginContext } from '../../PluginContext';

type Acting = Parameters<typeof performPeopleAct>[1];
type WithoutTask<T> = T extends unknown ? Omit<T, 'taskSid'> : never;
export type PeopleAct = WithoutTask<Acting>;

/** Milliseconds between two looks while an invite is pending: nothing tells the browser what becomes of it. */
const LOOK_AGAIN = 5_000;

/** Who is in the conversation of this task, and what can be done about it. */
export function usePeople(plugin: PluginContext, taskSid: string) {
  const { backend } = plugin;
  const [people, setPeople] = useState<People>();
  const [error, setError] = useState<ClientError>();
  const [working, setWorking] = useState<PeopleRequest['act']>();

  const look = useCallback(async () => {
    const answer = await backend?.people({ act: 'list', taskSid });
    if (answer?.ok) {
      setPeople(answer.people);
    } else if (answer) {
      setError(answer.error);
    }
  }, [backend, taskSid]);

  useEffect(() => {
    void look();
  }, [look]);

  const isPending = people?.invites.some(({ state }) => state === 'waiting' || state === 'ringing') ?? false;
  useEffect(() => {
    if (!isPending) {
      return undefined;
    }
    const timer = setInterval(() => void look(), LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [isPending, look]);

  /** Resolves to whether it was done. */
  const act = async (wanted: PeopleAct): Promise<boolean> => {
    setWorking(wanted.act);
    setError(undefined);
    const answer = await performPeopleAct(plugin, { ...wanted, taskSid });
    setWorking(undefined);
    if (!answer.ok) {
      setError(answer.error);
      return false;
    }
    if (answer.people) {
      setPeople(answer.people);
    }
    return true;
  };

  return { people, error, working, act, look };
}
