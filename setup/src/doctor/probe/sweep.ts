import type { Twilio } from 'twilio';

import { sentenceOf } from '../../runSteps';
import { CONVERSATIONS, PROBE_NAME, QUEUES } from './literals';
import type { Probe } from './Probe';

export interface Swept {
  removed: string[];
  /** What is still there, and why. */
  left: string[];
  milliseconds: number;
}

const TRIES = 4;
const PAUSE_MS = 700;

/**
 * Removes all that a probe makes, of this one and of earlier ones: it is found by its names, so that nothing is missed
 * whose answer was lost. Never rejects.
 */
export async function sweep({ twilio, configuration }: Pick<Probe, 'twilio' | 'configuration'>): Promise<Swept> {
  const from = performance.now();
  const swept: Swept = { removed: [], left: [], milliseconds: 0 };
  const workspace = twilio.taskrouter.v1.workspaces(configuration.taskrouter_workspace_sid);
  const { conversations } = twilio.conversations.v1.services(configuration.chat_service_instance_sid);

  const remove = async (what: string, call: () => Promise<unknown>): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        await call();
        swept.removed.push(what);
        return;
      } catch (error) {
        if ((error as { status?: number }).status === 404) return;
        if (tries === TRIES) return void swept.left.push(`${what}: ${sentenceOf(error)}`);
        // Twilio takes a moment to forget what used it.
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  };
  /** Those of our name alone, whatever the filter of the list lets through. */
  const found = async <T>(what: string, list: () => Promise<T[]>, isOurs: (one: T) => boolean): Promise<T[]> => {
    try {
      return (await list()).filter(isOurs);
    } catch (error) {
      swept.left.push(`${what}: ${sentenceOf(error)}`);
      return [];
    }
  };
  const named = async <T extends { friendlyName: string }>(
    what: string,
    list: (filter: { friendlyName: string }) => Promise<T[]>,
    names: readonly string[] = [PROBE_NAME],
  ): Promise<T[]> => {
    const listOf = (name: string): Promise<T[]> =>
      found(
        what,
        () => list({ friendlyName: name }),
        ({ friendlyName }) => friendlyName === name,
      );
    return (await Promise.all(names.map(listOf))).flat();
  };

  const workflows = await named('the workflow', (filter) => workspace.workflows.list(filter));
  const queues = await named('the queues', (filter) => workspace.taskQueues.list(filter), Object.values(QUEUES));
  const places = new Set([...workflows, ...queues].map(({ sid }) => sid));
  const tasks = new Map<string, string>();
  for (const filter of [
    ...workflows.map(({ sid }) => ({ workflowSid: sid })),
    ...queues.map(({ sid }) => ({ taskQueueSid: sid })),
  ]) {
    const those = await found(
      'the tasks',
      () => workspace.tasks.list(filter),
      ({ workflowSid, taskQueueSid }) => places.has(workflowSid) || places.has(taskQueueSid),
    );
    for (const { sid, attributes } of those) tasks.set(sid, attributes);
  }
  for (const [sid, attributes] of tasks) {
    const interaction = interactionOf(attributes);
    if (interaction) await remove(`interaction ${interaction.sid}`, () => closeInteraction(twilio, interaction));
    await remove(`task ${sid}`, () => workspace.tasks(sid).remove());
  }
  for (const name of Object.values(CONVERSATIONS)) {
    await remove(`conversation ${name}`, () => conversations(name).remove());
  }
  for (const { sid } of workflows) await remove(`workflow ${sid}`, () => workspace.workflows(sid).remove());
  for (const { sid } of queues) await remove(`queue ${sid}`, () => workspace.taskQueues(sid).remove());
  for (const { sid } of await named('the worker', (filter) => workspace.workers.list(filter))) {
    await remove(`worker ${sid}`, () => workspace.workers(sid).remove());
  }
  return { ...swept, milliseconds: Math.round(performance.now() - from) };
}

function interactionOf(attributes: string): { sid: string; channelSid: string } | undefined {
  const { flexInteractionSid: sid, flexInteractionChannelSid: channelSid } = JSON.parse(attributes || '{}') as Record<
    string,
    string | undefined
  >;
  return sid && channelSid ? { sid, channelSid } : undefined;
}

/** Also where it is closed already, which Twilio refuses. */
export async function closeInteraction(
  twilio: Twilio,
  { sid, channelSid }: { sid: string; channelSid: string },
): Promise<void> {
  const channel = twilio.flexApi.v1.interaction(sid).channels(channelSid);
  try {
    await channel.update({ status: 'closed', routing: { status: 'closed' } });
  } catch (error) {
    const { status } = await channel.fetch();
    if (status !== 'closed' && status !== 'failed') throw error;
  }
}
