import { TwilioError } from '../../http/TwilioError';
import type { Task } from '../../model/taskrouter';
import type { World } from '../../World';

/** `routing.properties` of a request, checked. */
export interface Routing {
  workflowSid?: string;
  queueSid?: string;
  /** The worker or queue that the task goes to directly. */
  target?: string;
  taskChannel: string;
  attributes: Record<string, unknown>;
  priority?: number;
  timeout?: number;
  ignoreCapacity?: boolean;
}

/** A channel's media type is not the task channel: WhatsApp and web chat take the capacity of `chat`. */
const TASK_CHANNEL_OF_TYPE: Record<string, string> = { sms: 'sms', email: 'email' };

const text = (value: unknown): string | undefined =>
  value === undefined || value === null || value === '' ? undefined : `${value as string | number}`;

const number = (name: string, value: unknown): number | undefined => {
  const given = text(value);
  if (given === undefined) return undefined;
  if (!/^\d+$/.test(given)) throw invalid(`routing.properties.${name} is not a number`);
  return Number(given);
};

const invalid = (message: string): TwilioError => new TwilioError(400, 20001, message);

const attributesOf = (value: unknown): Record<string, unknown> => {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'string') return value as Record<string, unknown>;
  try {
    return JSON.parse(value) as Record<string, unknown>;
  } catch {
    throw invalid('routing.properties.attributes is not valid JSON');
  }
};

/**
 * Reads `routing.properties`; throws a 400 that names what is wrong.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interactions#request-parameters
 */
export function readRouting(world: World, channelType: string, properties: Record<string, unknown> = {}): Routing {
  const known = (name: string, resources: ReadonlyMap<string, unknown>): string | undefined => {
    const sid = text(properties[name]);
    if (sid !== undefined && !resources.has(sid)) throw invalid(`routing.properties.${name} ${sid} was not found`);
    return sid;
  };
  const workspaceSid = text(properties['workspace_sid']);
  if (workspaceSid === undefined) throw invalid('routing.properties.workspace_sid is required');
  if (workspaceSid !== world.workspace.sid) {
    throw invalid(`routing.properties.workspace_sid ${workspaceSid} was not found`);
  }
  const onlyWorkflow = world.workflows.size === 1 ? [...world.workflows.keys()][0] : undefined;
  const workflowSid = known('workflow_sid', world.workflows) ?? onlyWorkflow;
  if (workflowSid === undefined) {
    throw invalid('routing.properties.workflow_sid is required where there is more than one workflow');
  }
  const taskChannelSid = known('task_channel_sid', world.taskChannels);
  const taskChannel =
    text(properties['task_channel_unique_name']) ??
    world.taskChannels.get(taskChannelSid ?? '')?.uniqueName ??
    TASK_CHANNEL_OF_TYPE[channelType] ??
    'chat';
  if (![...world.taskChannels.values()].some(({ uniqueName }) => uniqueName === taskChannel)) {
    throw invalid(`routing.properties.task_channel_unique_name ${taskChannel} was not found`);
  }
  const queueSid = known('queue_sid', world.taskQueues);
  const target = known('worker_sid', world.workers) ?? text(properties['routing_target']);
  const isQueueIgnored = world.interactionRules.ignoresQueueWithoutWorker && target === undefined;
  return {
    workflowSid,
    queueSid: isQueueIgnored ? undefined : queueSid,
    target,
    taskChannel,
    attributes: attributesOf(properties['attributes']),
    priority: number('priority', properties['priority']),
    timeout: number('timeout', properties['timeout']),
    ignoreCapacity: properties['ignore_capacity'] === true,
  };
}

/** The task of an invite. */
export const createTask = (world: World, routing: Routing, attributes: Record<string, unknown>): Task =>
  world.services.taskrouter.createTask({
    attributes,
    workflowSid: routing.workflowSid,
    taskQueueSid: routing.queueSid,
    routingTarget: routing.target,
    taskChannel: routing.taskChannel,
    priority: routing.priority,
    timeout: routing.timeout,
    ignoreCapacity: routing.ignoreCapacity,
  });
