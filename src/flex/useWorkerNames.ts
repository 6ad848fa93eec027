import { useEffect, useState } from 'react';

import { workerNames } from './liveTasks';
import type { PluginContext } from '../PluginContext';

/** What has been found, for as long as the page is open. What has not is looked for again by the next who shows it. */
const known = new Map<string, string>();

interface Question {
  sids: Set<string>;
  answered: Promise<void>;
}

let next: Question | undefined;

/** All that show names in the same moment ask for them in one question. */
function find(manager: PluginContext['manager'], wanted: readonly string[]): Promise<void> {
  if (!next) {
    const sids = new Set<string>();
    const ask = async (): Promise<void> => {
      next = undefined;
      (await workerNames(manager, [...sids])).forEach((name, sid) => known.set(sid, name));
    };
    next = { sids, answered: Promise.resolve().then(ask) };
  }
  const { sids, answered } = next;
  wanted.forEach((sid) => sids.add(sid));
  return answered;
}

/** Names of workers: what no name is found of stays a SID. Systems have a name that is none. */
export function useWorkerNames(
  { manager }: Pick<PluginContext, 'manager'>,
  sids: readonly string[],
): (sid: string) => string {
  const [, setFound] = useState(0);
  const missing = [...new Set(sids.filter((sid) => sid.startsWith('WK') && !known.has(sid)))].sort().join(' ');
  useEffect(() => {
    if (missing === '') {
      return;
    }
    find(manager, missing.split(' ')).then(
      () => setFound((count) => count + 1),
      (error: unknown) => console.warn('[Messaging Controls] the names of agents could not be read', error),
    );
  }, [manager, missing]);
  return (sid) => known.get(sid) ?? sid;
}
