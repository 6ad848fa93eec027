import * as v from 'valibot';

import { explain, readPath } from './explainExpression';

const text = v.fallback(v.optional(v.string()), undefined);

const target = v.object({
  queue: text,
  expression: text,
  timeout: v.fallback(v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(Number))), undefined),
  skip_if: text,
  known_worker_sid: text,
  known_worker_friendly_name: text,
});
const filter = v.object({ filter_friendly_name: text, expression: v.string(), targets: v.array(target) });

/** https://www.twilio.com/docs/taskrouter/workflow-configuration */
const configuration = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    task_routing: v.object({
      filters: v.optional(v.array(filter), []),
      default_filter: v.fallback(v.optional(target), undefined),
    }),
  }),
);

type Target = v.InferOutput<typeof target>;
type Filter = v.InferOutput<typeof filter>;

/** What a workflow's step demands of a worker beside the queue's own expression. */
export interface WorkflowStep {
  expression: string;
  /** The one worker whom it is for, by SID or by friendly name, where it is for one alone. */
  named?: { sid?: unknown; friendlyName?: unknown };
}

/** A task in a queue. */
export interface RoutedTask {
  queueSid: string;
  /** The name of the filter that matched, as TaskRouter told it. */
  filter: string | undefined;
  /** The task's own; undefined where they are not known. */
  attributes: unknown;
  /** For how long it is in the queue. */
  milliseconds: number;
}

const scopeOf = (attributes: unknown): Record<string, unknown> => ({
  ...(typeof attributes === 'object' ? attributes : {}),
  task: attributes,
});

/** Those that may have matched: one alone, where that is certain. */
function matched(filters: readonly Filter[], { filter: name, attributes }: RoutedTask): readonly Filter[] {
  const named = filters.filter((one) => name !== undefined && one.filter_friendly_name === name);
  if (named.length === 1 || attributes === undefined) return named.length > 0 ? named : filters;
  const possible: Filter[] = [];
  for (const one of filters) {
    const { holds } = explain(one.expression, scopeOf(attributes));
    if (holds !== false) possible.push(one);
    if (holds === true) break;
  }
  return possible;
}

/** In the order in which a task goes through them; a target without a queue stays in the one before it. */
function inQueue(targets: readonly Target[], queueSid: string): { target: Target; isLast: boolean }[] {
  let queue: string | undefined;
  return targets.flatMap((one, at) => {
    queue = one.queue ?? queue;
    return queue === queueSid ? [{ target: one, isLast: at === targets.length - 1 }] : [];
  });
}

/** Whether it goes on at once where nobody can have it: `skip_if` counts workers, whom nobody can count afterwards. */
const isSkipped = ({ skip_if: skipIf }: Target): boolean | undefined =>
  skipIf === undefined ? false : explain(skipIf, {}).holds === true ? true : undefined;

/** At which of them a task may wait after so long. */
function reached(targets: readonly { target: Target; isLast: boolean }[], milliseconds: number): Target[] {
  const possible: Target[] = [];
  let left = milliseconds;
  for (const { target: one, isLast } of targets) {
    const skipped = isLast ? false : isSkipped(one);
    if (skipped === true) continue;
    const waits = one.timeout === undefined || isLast ? Infinity : one.timeout * 1_000;
    if (left < waits) possible.push(one);
    if (skipped === false && left < waits) break;
    if (skipped === false) left -= waits;
  }
  return possible;
}

function stepOf({ expression = '', ...of }: Target, attributes: unknown): WorkflowStep {
  const { known_worker_sid: sid, known_worker_friendly_name: name } = of;
  // By the task's attribute that names them, or as such.
  const read = (written: string): unknown =>
    written.startsWith('task.') ? (readPath({ task: attributes }, written.split('.')) ?? null) : written;
  if (sid !== undefined) return { expression, named: { sid: read(sid) } };
  if (name !== undefined) return { expression, named: { friendlyName: read(name) } };
  return { expression };
}

/**
 * The steps of a workflow at which a task may wait in its queue now: most often one. None where nobody can tell.
 * @param source the workflow's configuration, in JSON
 */
export function workflowSteps(source: string, task: RoutedTask): WorkflowStep[] {
  const parsed = v.safeParse(configuration, source);
  if (!parsed.success) return [];
  const { filters, default_filter: otherwise } = parsed.output.task_routing;
  const last = otherwise ? [otherwise] : [];
  const possible = matched(filters, task);
  const isSure = possible.length === 1 && !(task.attributes === undefined && task.filter === undefined);
  const ways = [...possible.map(({ targets }) => [...targets, ...last]), ...(isSure ? [] : [last])];
  const waitsAt = ways.flatMap((targets) => reached(inQueue(targets, task.queueSid), task.milliseconds));
  return [...new Set(waitsAt)].map((one) => stepOf(one, task.attributes));
}
