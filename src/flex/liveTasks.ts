import type * as Flex from '@twilio/flex-ui';

/** Of Flex's index of tasks, as far as it is read here. No document of Twilio's lists the fields: any may be missing. */
export interface TaskItem {
  task_sid?: string;
  status?: string;
  attributes?: Record<string, unknown>;
  queue_name?: string;
  accepted_reservation_sid?: string | null;
  worker_sid?: string | null;
  date_created?: string;
  date_updated?: string;
}

const LIVE = 'data.status IN ["pending", "reserved", "assigned", "wrapping"]';

/**
 * Tells of all live tasks, now and at each change, over the connection that Flex has: no call of an API. Resolves to what
 * ends it. https://www.twilio.com/docs/sync/live-query
 */
export async function watchTasks(
  { insightsClient }: Pick<Flex.Manager, 'insightsClient'>,
  onChange: (tasks: TaskItem[]) => void,
): Promise<() => void> {
  const query = await insightsClient.liveQuery('tr-task', LIVE);
  const tell = (): void => onChange(Object.values(query.getItems() as Record<string, TaskItem>));
  query.on('itemUpdated', tell);
  query.on('itemRemoved', tell);
  tell();
  return () => query.close();
}

/** The query language takes no more in a list. https://www.twilio.com/docs/api/errors/54510 */
const MOST_OF_A_LIST = 29;

interface WorkerItem {
  worker_sid?: string;
  friendly_name?: string;
  attributes?: { full_name?: string };
}

/** The names of workers by their SIDs, from the index of workers; of one who is gone there is none. */
export async function workerNames(
  { insightsClient }: Pick<Flex.Manager, 'insightsClient'>,
  sids: readonly string[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (let at = 0; at < sids.length; at += MOST_OF_A_LIST) {
    const list = sids.slice(at, at + MOST_OF_A_LIST).map((sid) => `"${sid}"`);
    const query = await insightsClient.instantQuery('tr-worker');
    const items = await new Promise<Record<string, WorkerItem>>((resolve, reject) => {
      query.once('searchResult', (result: unknown) => resolve(result as Record<string, WorkerItem>));
      query.search(`data.worker_sid IN [${list.join(', ')}]`).catch(reject);
    });
    for (const { worker_sid: sid, friendly_name: friendly, attributes } of Object.values(items)) {
      const name = attributes?.full_name ?? friendly;
      if (sid && name) {
        names.set(sid, name);
      }
    }
  }
  return names;
}
