import type { World } from '../World';
import type { Person } from '../model/Person';
import { namedSid } from '../model/sid';
import type { TaskQueue } from '../model/taskrouter';
import { addActivity, addTaskChannel, addTaskQueue, addWorker, addWorkflow } from '../services/taskrouter/records';

const ACTIVITIES = { Offline: false, Available: true, Unavailable: false, Break: false };
const TASK_CHANNELS = ['default', 'voice', 'chat', 'sms', 'video', 'email'];
const MESSAGING_CAPACITY = 5;

export type SeededPerson = Pick<Person, 'identity' | 'fullName' | 'roles'> & { skills: string[] };

export const PEOPLE: readonly SeededPerson[] = [
  { identity: 'alice', fullName: 'Alice Agent', roles: ['agent'], skills: ['support', 'billing'] },
  { identity: 'bob', fullName: 'Bob Agent', roles: ['agent'], skills: ['support'] },
  { identity: 'sue', fullName: 'Sue Supervisor', roles: ['supervisor'], skills: ['support', 'billing'] },
  { identity: 'ada', fullName: 'Ada Admin', roles: ['admin'], skills: [] },
];

/** Alice, Bob and eight more. */
export const AGENTS: readonly SeededPerson[] = [
  ...PEOPLE.slice(0, 2),
  ...['Carla', 'Dan', 'Erin', 'Femi', 'Grace', 'Hugo', 'Ines', 'Jonas'].map((name): SeededPerson => {
    return { identity: name.toLowerCase(), fullName: `${name} Agent`, roles: ['agent'], skills: ['support'] };
  }),
];

export const titleOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

function seedWorkspace(world: World, extraTaskChannels: readonly string[]): void {
  const now = world.clock.now();
  const offline = namedSid('WA', 'Offline');
  world.workspace = {
    sid: namedSid('WS', 'flex'),
    friendlyName: 'Flex Task Assignment',
    eventCallbackUrl: null,
    eventsFilter: null,
    multiTaskEnabled: true,
    defaultActivitySid: offline,
    timeoutActivitySid: offline,
    prioritizeQueueOrder: 'FIFO',
    dateCreated: now,
    dateUpdated: now,
  };
  for (const [friendlyName, available] of Object.entries(ACTIVITIES)) {
    addActivity(world, { friendlyName, available }, namedSid('WA', friendlyName));
  }
  for (const uniqueName of new Set([...TASK_CHANNELS, ...extraTaskChannels])) {
    const input = { uniqueName, friendlyName: titleOf(uniqueName), channelOptimizedRouting: false };
    addTaskChannel(world, input, namedSid('TC', uniqueName));
  }
}

/**
 * Half a minute for the agent whom the task names; where they cannot have it at once, what comes next.
 * https://www.twilio.com/docs/taskrouter/workflow-configuration/known-agent-routing
 */
const knownAgent = (queue: TaskQueue) => ({
  queue: queue.sid,
  known_worker_sid: 'task.knownWorkerSid',
  timeout: 30,
  skip_if: '1==1',
});

function seedRouting(world: World): void {
  const everyone = addTaskQueue(world, { friendlyName: 'Everyone' }, namedSid('WQ', 'Everyone'));
  const billing = addTaskQueue(
    world,
    { friendlyName: 'Billing', targetWorkers: "routing.skills HAS 'billing'" },
    namedSid('WQ', 'Billing'),
  );
  const configuration = {
    task_routing: {
      filters: [
        {
          filter_friendly_name: 'Known agent, Billing',
          expression: `knownWorkerSid CONTAINS 'WK' AND knownQueueSid == '${billing.sid}'`,
          targets: [knownAgent(billing), { queue: billing.sid }],
        },
        {
          filter_friendly_name: 'Known agent',
          expression: "knownWorkerSid CONTAINS 'WK'",
          targets: [knownAgent(everyone)],
        },
        {
          filter_friendly_name: 'Billing',
          expression: "skill == 'billing'",
          targets: [{ queue: billing.sid }],
        },
      ],
      default_filter: { queue: everyone.sid },
    },
  };
  addWorkflow(
    world,
    { friendlyName: 'Assign to Anyone', configuration: JSON.stringify(configuration) },
    namedSid('WW', 'Assign to Anyone'),
  );
}

export function seedPeople(world: World, people: readonly SeededPerson[]): void {
  for (const { identity, fullName, roles, skills } of people) {
    const email = `${identity}@example.com`;
    const attributes = {
      full_name: fullName,
      contact_uri: `client:${identity}`,
      email,
      roles,
      image_url: '',
      routing: { skills, levels: {} },
    };
    const worker = addWorker(world, { friendlyName: identity, attributes }, namedSid('WK', identity));
    for (const channel of worker.channels) {
      if (channel.taskChannelUniqueName !== 'voice') channel.configuredCapacity = MESSAGING_CAPACITY;
    }
    const flexUserSid = namedSid('FU', identity);
    world.people.set(identity, { identity, fullName, email, roles, workerSid: worker.sid, flexUserSid });
  }
}

/** The workspace that Twilio gives a new account: one queue that everybody is in, and a workflow that leads to it. */
export function seedNewWorkspace(world: World, people: readonly SeededPerson[]): void {
  seedWorkspace(world, []);
  const everyone = addTaskQueue(world, { friendlyName: 'Everyone' }, namedSid('WQ', 'Everyone'));
  const configuration = { task_routing: { filters: [], default_filter: { queue: everyone.sid } } };
  addWorkflow(
    world,
    { friendlyName: 'Assign to Anyone', configuration: JSON.stringify(configuration) },
    namedSid('WW', 'Assign to Anyone'),
  );
  seedPeople(world, people);
}

/** A workspace with two queues, one workflow, and these people. Its SIDs are the same after each reset. */
export function seedContactCentre(
  world: World,
  extraTaskChannels: readonly string[],
  people: readonly SeededPerson[],
): void {
  seedWorkspace(world, extraTaskChannels);
  seedRouting(world);
  seedPeople(world, people);
}
