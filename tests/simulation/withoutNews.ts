// An answer as a search index or a replica gives it that lags behind: what came within the last seconds is not in it.
import type { RequestOptions, TwilioAnswer } from './InMemoryTwilio';

/** TaskRouter's searches and Sync's reads are eventually consistent. */
const LAG_MILLISECONDS = 5_000;

interface Dated {
  date_created?: string;
}

/** Any other answer is returned as it is. */
export function withoutNews({ method, uri }: RequestOptions, answer: TwilioAnswer, now: number): TwilioAnswer {
  if (!/^get$/i.test(method) || answer.statusCode !== 200) return answer;
  const isNew = ({ date_created: created }: Dated): boolean => now - Date.parse(created ?? '') < LAG_MILLISECONDS;
  const body = answer.body as Dated & { tasks?: Dated[]; items?: Dated[] };
  if (/\/Tasks$/.test(uri) && body.tasks) {
    return { ...answer, body: { ...body, tasks: body.tasks.filter((task) => !isNew(task)) } };
  }
  const isOfSync = new URL(uri).hostname.startsWith('sync.');
  if (isOfSync && body.items) return { ...answer, body: { ...body, items: body.items.filter((item) => !isNew(item)) } };
  if (!isOfSync || !isNew(body)) return answer;
  return { ...answer, statusCode: 404, body: { code: 20404, message: 'not yet there', status: 404 } };
}
