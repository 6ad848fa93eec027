import { isDeepStrictEqual } from 'node:util';

import { chosenQueueFilters } from '../chosenQueueFilters';
import { namedAgentFilters } from '../namedAgentFilters';
import type { Step } from '../Step';
import { exists, wrong } from '../Step';
import type { SetupContext } from '../SetupContext';
import type { WorkflowConfiguration } from '../workflowFilters';
import { withOurFilters } from '../workflowFilters';

/** The messaging workflow with the filters of named agents and chosen queues in it. https://www.twilio.com/docs/taskrouter/api/workflow */
export async function workflow(context: SetupContext): Promise<Step[]> {
  const { workspace, setup } = context;
  const present = await workspace.workflows.list();
  for (const { friendlyName, sid } of present) context.know('workflow', friendlyName, sid);
  if (!setup.workflow) return [];
  const { name, queue, namedAgent } = setup.workflow;
  const what = `workflow ${name}`;
  const queueSid = context.sid('queue', queue);
  if (!queueSid)
    return [wrong(what, `There is no queue "${queue}". Name one of the account's, or add it to "queues".`)];
  const others = setup.queues.flatMap(({ name: other }) => {
    const sid = context.sid('queue', other);
    return sid && sid !== queueSid ? [{ name: other, sid }] : [];
  });
  const filters = [
    ...namedAgentFilters(queueSid, others, namedAgent),
    ...chosenQueueFilters([{ name: queue, sid: queueSid }, ...others]),
  ];

  const found = present.find(({ friendlyName }) => friendlyName === name);
  if (!found) {
    context.know('workflow', name);
    return [
      {
        what,
        state: 'create',
        details: [`named agents first, then the queue ${queue}`],
        apply: async () => {
          const configuration = { task_routing: { filters, default_filter: { queue: queueSid } } };
          const made = await workspace.workflows.create({
            friendlyName: name,
            configuration: JSON.stringify(configuration),
          });
          context.know('workflow', name, made.sid);
        },
      },
    ];
  }
  const configuration = JSON.parse(found.configuration) as WorkflowConfiguration;
  const wanted = withOurFilters(configuration, filters);
  if (isDeepStrictEqual(wanted, configuration)) return [exists(what)];
  const kept = (wanted.task_routing.filters ?? []).length - filters.length;
  return [
    {
      what,
      state: 'change',
      details: [`the filters of named agents and chosen queues are put first; its ${kept} other filters stay`],
      apply: () => workspace.workflows(found.sid).update({ configuration: JSON.stringify(wanted) }),
    },
  ];
}
