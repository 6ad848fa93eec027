import type * as Flex from '@twilio/flex-ui';

import { appState } from './FlexContext';

/** A colleague as Flex's index of workers tells of them. */
export interface ColleagueItem {
  workerSid: string;
  name: string;
  activity: string;
  isAvailable: boolean;
}

interface WorkerItem {
  worker_sid?: string;
  activity_name?: string;
  friendly_name?: string;
  attributes?: { full_name?: string };
}

export const MOST_COLLEAGUES = 20;

/**
 * Searches Flex's index of workers by a part of the name, without the agent. It takes no call of TaskRouter's API, which
 * has three in a second for the whole account. Resolves to the first 20, those who are available first, by name.
 * https://www.twilio.com/docs/sync/live-query
 */
export async function findColleagues(manager: Flex.Manager, part: string): Promise<ColleagueItem[]> {
  const query = await manager.insightsClient.instantQuery('tr-worker');
  const items = await new Promise<Record<string, WorkerItem>>((resolve, reject) => {
    query.once('searchResult', (result: unknown) => resolve(result as Record<string, WorkerItem>));
    // The longest piece that needs no quoting: what it finds holds all that the whole would.
    const [text = ''] = part
      .split(/["\\]/)
      .map((piece) => piece.trim())
      .sort((one, other) => other.length - one.length);
    query.search(text === '' ? '' : `data.attributes.full_name CONTAINS "${text}"`).catch(reject);
  });
  const activities = [...appState(manager).flex.worker.activities.values()];
  const available = new Set(activities.flatMap((activity) => (activity.available ? activity.name : [])));
  return Object.values(items)
    .map(({ worker_sid: sid, activity_name: activity, friendly_name: friendly, attributes }) => ({
      workerSid: sid ?? '',
      name: attributes?.full_name ?? friendly ?? '',
      activity: activity ?? '',
      isAvailable: available.has(activity ?? ''),
    }))
    .filter(({ workerSid, name }) => workerSid !== '' && name !== '' && workerSid !== manager.workerClient?.sid)
    .sort((one, other) => Number(other.isAvailable) - Number(one.isAvailable) || one.name.localeCompare(other.name))
    .slice(0, MOST_COLLEAGUES);
}
