import { channelTypeOf } from '../flex/channelType';
import type { AutoAcceptRule } from '../settings/settingsSchema';

/** What the rules look at. */
export interface OfferedTask {
  attributes: Record<string, unknown> | null | undefined;
  taskChannelUniqueName: string;
  queueName?: string;
  queueSid?: string;
  /** Name of the custom channel that it belongs to. */
  channelName?: string;
}

export interface WorkerState {
  skills: readonly string[];
  /** Its name. */
  activity: string;
  onACall: boolean;
  openMessagingTasks: number;
}

type WorkerConditions = AutoAcceptRule['worker'];
type AttributeCondition = AutoAcceptRule['attributes'][number];

/** Which of a rule's conditions of the worker does not hold. Each has its sentence in strings/ (`notAccepted_<why>`). */
export type WhyNot = 'skills' | 'activities' | 'notOnACall' | 'openMessagingTasksBelow';

export type Decision =
  | { kind: 'rule'; rule: AutoAcceptRule }
  /** A rule is about this task, but not with the worker as they are. */
  | { kind: 'worker'; whyNot: WhyNot; rule: AutoAcceptRule };

/** For the agent's own outbound tasks where Flex does not accept them, whatever the settings say. */
export const OWN_TASKS: AutoAcceptRule = { attributes: [], worker: {}, then: 'acceptAndSelect' };

/** What a task asks for itself, after all rules of the settings. */
export const AUTO_ANSWER: AutoAcceptRule = {
  attributes: [{ path: 'autoAnswer', in: [true, 'true'] }],
  worker: {},
  then: 'acceptAndSelect',
};

export function attributeAt(attributes: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.prototype.hasOwnProperty.call(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      attributes,
    );
}

export function attributeFits(condition: AttributeCondition, attributes: unknown): boolean {
  const value = attributeAt(attributes, condition.path);
  if (condition.exists !== undefined) {
    return (value !== undefined && value !== null) === condition.exists;
  }
  const wanted: readonly unknown[] = condition.in ?? [condition.equals];
  return value !== undefined && wanted.includes(value);
}

export function taskFits(rule: AutoAcceptRule, task: OfferedTask): boolean {
  const { attributes } = task;
  const channels = [channelTypeOf(attributes), task.taskChannelUniqueName, task.channelName];
  const direction = attributes?.direction ?? 'inbound';
  return (
    (rule.channel === undefined || channels.includes(rule.channel)) &&
    (rule.direction === undefined || rule.direction === direction) &&
    (rule.queue === undefined || rule.queue === task.queueName || rule.queue === task.queueSid) &&
    rule.attributes.every((condition) => attributeFits(condition, attributes))
  );
}

export function whyNot(conditions: WorkerConditions, worker: WorkerState): WhyNot | undefined {
  const { skills = [], activities, notOnACall, openMessagingTasksBelow } = conditions;
  if (!skills.every((skill) => worker.skills.includes(skill))) {
    return 'skills';
  }
  if (activities && !activities.includes(worker.activity)) {
    return 'activities';
  }
  if (notOnACall && worker.onACall) {
    return 'notOnACall';
  }
  return openMessagingTasksBelow !== undefined && worker.openMessagingTasks >= openMessagingTasksBelow
    ? 'openMessagingTasksBelow'
    : undefined;
}

/** The first rule that fits task and worker; else the first that fits the task; undefined where none is about it. */
export function decide(rules: readonly AutoAcceptRule[], task: OfferedTask, worker: WorkerState): Decision | undefined {
  let hindered: Decision | undefined;
  for (const rule of rules.filter((candidate) => taskFits(candidate, task))) {
    const why = whyNot(rule.worker, worker);
    if (!why) {
      return { kind: 'rule', rule };
    }
    hindered ??= { kind: 'worker', whyNot: why, rule };
  }
  return hindered;
}
