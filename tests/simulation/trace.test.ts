// Ways of getting lost, each found at its step and with its cause; and ways that are well. The clock is the simulation's.
import { CAUSE_WORDS, STEP_WORDS } from '../../setup/src/trace/words';
import type { CustomerTimeline, Trace, TraceCause, TraceStep } from '../../src/contract/trace';
import { en as words } from '../../src/strings/trace/en';
import { namedSid } from '../../sandbox/src/model/sid';
import type { TaskRouterEvent } from '../../sandbox/src/model/taskrouter';
import { addWorker } from '../../sandbox/src/services/taskrouter/records';
import { signature } from '../../sandbox/src/services/webhooks/signature';
import { flowOf, widget } from '../sandbox/flowOf';
import { Simulation } from './Simulation';
import { CARE, CUSTOMERS } from './account';
import type { Faults } from './Faults';
import { loadFunctions } from './functions';
import type { Functions } from './functions';
import { ask, startFields } from './paths/Path';
import { closePage, onScreen, printed } from './wordsOf';

const [SAM] = CUSTOMERS;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let functions: Functions;
beforeAll(async () => {
  functions = await loadFunctions();
});

let simulation: Simulation;
afterEach(() => simulation.dispose());
afterAll(closePage);

const world = () => simulation.world;
const conversation = () => [...world().conversations.values()].at(-1)!;
const channel = () => [...world().interactions.values()].at(-1)!.channel;
const task = () => [...world().tasks.values()].at(-1)!;
const address = () => world().addresses.get(namedSid('IG', CARE))!;

function samWrites(body = 'Where is my order?'): Promise<void> {
  world().services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body });
  return simulation.sleep(20_000);
}

async function aliceStarts(to: string = SAM): Promise<void> {
  await ask(simulation, 'start', 'alice', ['interactions', { ...startFields(simulation, 'start'), to }]);
  await simulation.sleep(20_000);
}

function everybody(activity: string): void {
  const { taskrouter } = world().services;
  const { sid } = taskrouter.activityByName(activity)!;
  for (const { workerSid } of world().people.values()) taskrouter.setActivity(workerSid, sid);
}

/** TaskRouter posts it once more. */
async function tellAgain({ eventType, date, parameters }: TaskRouterEvent): Promise<void> {
  const url = `https://${simulation.context.DOMAIN_NAME}/task-events`;
  const event = { EventType: eventType, ...parameters, TimestampMs: String(date.getTime()) };
  const signed = signature(simulation.context.AUTH_TOKEN, url, event);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signed };
  const { status } = await simulation.run('again', 'task-events', { ...event, request: { headers, cookies: {} } });
  expect(status).toBe(204);
}

/** Nobody else is. */
function onDuty(identity: string): void {
  everybody('Offline');
  const { taskrouter } = world().services;
  taskrouter.setActivity(namedSid('WK', identity), taskrouter.activityByName('Available')!.sid);
}

const reservation = () => [...world().reservations.values()].at(-1)!;

const offer = () => [...world().reservations.values()].findLast(({ status }) => status === 'pending')!;

async function accept(): Promise<void> {
  world().services.taskrouter.setReservation(offer().sid, 'accepted');
  await simulation.sleep(5_000);
}

/** TaskRouter tells of something that befell the latest task. */
function tellOfTask(eventType: string, parameters: Record<string, string> = {}): void {
  const { sid } = task();
  world().taskRouterEvents.push({
    sid: `EV${'0'.repeat(32)}`,
    eventType,
    description: eventType,
    resourceType: 'task',
    resourceSid: sid,
    date: world().clock.now(),
    parameters: { EventType: eventType, TaskSid: sid, ...parameters },
  });
}

/** The workspace's one event callback is another system's: nobody sees to the customer whose task is cancelled. */
function isHeardElsewhere(): void {
  Object.assign(world().workspace, { eventCallbackUrl: null });
}

function isLost(reason: string): void {
  isHeardElsewhere();
  world().services.taskrouter.cancelTask(task().sid, reason);
}

/** The task is gone, as where TaskRouter itself has removed it. */
function removeTask(): void {
  world().tasks.delete(task().sid);
}

/** Each call of Twilio's API, and each way of a request. */
const CALL_MILLISECONDS = 150;
const FIRST_MILLISECONDS = 1_000;
const WHOLE_MILLISECONDS = 5_000;
const MOST_CALLS = 25;

/** Brings it about, lets five minutes pass, and traces, as the screen does: a first answer, and the whole. */
async function traceOf(
  prepare: () => Promise<unknown>,
  {
    what = (): string => SAM,
    after = 5 * MINUTE,
    by = 'sue',
    depth = '2',
    settings = {},
    within = (): string[] | undefined => undefined,
    lasting = 36 * HOUR,
  } = {},
): Promise<Trace> {
  simulation = new Simulation({ seed: 1, functions, latency: CALL_MILLISECONDS / 2 });
  const of = world().uiAttributes['messaging_controls'] as object;
  world().uiAttributes['messaging_controls'] = { ...of, ...settings };
  let answer: Awaited<ReturnType<typeof ask>>;
  /** By the simulation's clock: how many calls wait for one another decides it. */
  const milliseconds: number[] = [];
  simulation.act('trace', async () => {
    await prepare();
    await simulation.sleep(after);
    const [asked, among] = [what(), within()];
    for (const one of ['1', depth]) {
      const begun = simulation.now;
      answer = await ask(simulation, one === '1' ? 'first' : 'trace', by, [
        'trace',
        { what: asked, depth: one, ...(among && { within: among.join(' ') }) },
      ]);
      milliseconds.push(simulation.now - begun);
    }
  });
  await simulation.pass(after + lasting);
  expect(simulation.failures).toEqual([]);
  expect(answer).toMatchObject({ status: 200 });
  const [first, whole] = milliseconds;
  expect(first).toBeLessThanOrEqual(FIRST_MILLISECONDS);
  expect(whole).toBeLessThanOrEqual(WHOLE_MILLISECONDS);
  expect(callsOf('trace')).toBeLessThanOrEqual(MOST_CALLS);
  return (answer!.body as { trace: Trace }).trace;
}

/** Of Twilio's API, by the request of this name. */
const callsOf = (name: string): number =>
  simulation.trace.toString().match(new RegExp(`  ${name} +(GET|POST) [A-Z]`, 'g'))?.length ?? 0;

const told = ({ steps }: Trace): string[] =>
  steps.map(({ step, state, cause }: TraceStep) => [step, state, cause].filter(Boolean).join(' '));

type Lost = [why: string, step: string, prepare: () => Promise<unknown>, options?: Parameters<typeof traceOf>[1]];

/** A flow that asks the customer something and waits for a day, or one that ends at once. */
async function leadToFlow(...widgets: Parameters<typeof flowOf>): Promise<void> {
  const { body } = await simulation.twilio.answer({
    method: 'post',
    uri: 'https://studio.twilio.com/v2/Flows',
    username: simulation.context.ACCOUNT_SID,
    password: simulation.context.AUTH_TOKEN,
    data: { FriendlyName: 'Greeting', Status: 'published', Definition: JSON.stringify(flowOf(...widgets)) },
  });
  Object.assign(address().autoCreation, { type: 'studio', studioFlowSid: (body as { sid: string }).sid });
}

/** Of Conversations, which lets one do only this. */
async function addRole(permission: string): Promise<string> {
  const { body } = await simulation.twilio.answer({
    method: 'post',
    uri: `https://conversations.twilio.com/v1/Services/${world().chatServiceSid}/Roles`,
    username: simulation.context.ACCOUNT_SID,
    password: simulation.context.AUTH_TOKEN,
    data: { FriendlyName: 'reader', Type: 'conversation', Permission: permission },
  });
  return (body as { sid: string }).sid;
}

const question = widget('ask', 'send-and-wait-for-reply', {
  ...{ from: '{{flow.channel.address}}', channel: '{{trigger.message.ChannelSid}}' },
  ...{ body: 'What is it about?', timeout: '86400' },
});

const LOST: Lost[] = [
  ['Twilio has received nothing', 'message broken nothingReceived', () => simulation.sleep(1)],
  [
    'the number is no address',
    'address broken addressMissing',
    () => {
      world().addresses.clear();
      return samWrites();
    },
  ],
  [
    'the address makes no conversations',
    'address broken addressNotOpen',
    () => {
      address().autoCreation.enabled = false;
      return samWrites();
    },
  ],
  [
    'the address leads to another service',
    'address broken addressElsewhere',
    async () => {
      address().autoCreation.enabled = false;
      await samWrites();
      Object.assign(address().autoCreation, { enabled: true, conversationServiceSid: `IS${'0'.repeat(32)}` });
    },
  ],
  [
    'the address was opened only after the message had come, or a webhook refused it',
    'conversation broken refused',
    async () => {
      address().autoCreation.enabled = false;
      await samWrites();
      address().autoCreation.enabled = true;
    },
  ],
  [
    'a message of an open conversation is not among its messages',
    'conversation broken refused',
    async () => {
      await samWrites();
      await accept();
      await simulation.sleep(10 * MINUTE);
      await samWrites('And another thing');
      const { messages } = conversation();
      messages.splice(messages.length - 1);
      conversation().dateUpdated = messages.at(-1)!.dateCreated;
    },
  ],
  [
    'an agent left the conversation for now, and the customer’s next message woke nobody',
    'interaction broken notWoken',
    async () => {
      await samWrites();
      await accept();
      tellOfTask('task.completed');
      removeTask();
      await simulation.sleep(2 * MINUTE);
      await samWrites('Are you there?');
      // Flex's own wakes it; where the routing is a developer's, that is theirs.
      Object.assign(channel(), { status: 'inactive' });
    },
  ],
  [
    'a transfer is taken by nobody',
    'offer broken transferHangs',
    async () => {
      await samWrites();
      await accept();
      tellOfTask('task.transfer-initiated');
      Object.assign(task(), { assignmentStatus: 'transferring' });
    },
  ],
  [
    'the agent’s role lets them write nothing',
    'agent broken agentMuted',
    async () => {
      await samWrites();
      await accept();
      const sid = await addRole('leaveConversation');
      for (const one of conversation().participants.values()) if (one.identity) one.roleSid = sid;
    },
  ],
  [
    'nothing listens to the conversation',
    'webhook broken webhookMissing',
    async () => {
      address().autoCreation.webhookFilters = ['onParticipantAdded'];
      await samWrites();
      conversation().webhooks.clear();
    },
  ],
  [
    'the conversation’s webhook failed',
    'webhook broken webhookFailed',
    async () => {
      address().autoCreation.webhookUrl = 'https://nobody.example.com/hook';
      await samWrites();
      const [webhook] = conversation().webhooks.keys();
      world().services.monitor.alert({ errorCode: 11200, resourceSid: webhook!, alertText: 'HTTP retrieval failure' });
    },
  ],
  [
    'what hears of the conversation made nothing of the message, and told nobody',
    'interaction broken nothingMade',
    () => {
      address().autoCreation.webhookUrl = 'https://nobody.example.com/hook';
      return samWrites();
    },
  ],
  [
    'an old run of the flow lets no other begin',
    'flow broken flowStuck',
    async () => {
      await leadToFlow(question);
      await samWrites();
      world().services.conversations.update(conversation().sid, { state: 'closed' });
      await samWrites('Hello?');
    },
  ],
  [
    'the flow ended without a task',
    'flow broken flowFailed',
    async () => {
      await leadToFlow(widget('say', 'send-message', { from: '{{flow.channel.address}}', body: 'Hello' }));
      await samWrites();
    },
  ],
  [
    'the interaction could not be set up',
    'interaction broken interactionFailed',
    async () => {
      await samWrites();
      Object.assign(channel(), { status: 'failed', errorCode: 45354 });
    },
  ],
  [
    'the task was cancelled in the workflow',
    'task broken workflowTimedOut',
    async () => {
      everybody('Offline');
      await samWrites();
      isLost('Workflow Timeout');
    },
  ],
  [
    'the task waited for too long',
    'task broken taskTimedOut',
    async () => {
      everybody('Offline');
      await samWrites();
      isLost('Task TTL Exceeded');
    },
  ],
  [
    'TaskRouter has forgotten the task that somebody cancelled',
    'task broken taskEnded',
    async () => {
      everybody('Offline');
      await samWrites();
      isLost('by hand');
      await simulation.sleep(HOUR);
    },
  ],
  [
    'the agent to whom it was sent declined',
    'task broken offerDeclined',
    async () => {
      await aliceStarts();
      isHeardElsewhere();
      world().services.taskrouter.setReservation(offer().sid, 'rejected');
      isLost('Rejected by its routing target');
      await samWrites();
    },
  ],
  [
    'nobody fits the queue',
    'queue broken nobodyFits',
    async () => {
      everybody('Offline');
      await samWrites();
      world().taskQueues.get(task().taskQueueSid!)!.targetWorkers = 'routing.skills HAS "klingon"';
    },
  ],
  [
    'nobody is on duty',
    'queue broken nobodyOnDuty',
    () => {
      everybody('Offline');
      return samWrites();
    },
  ],
  [
    'the agent has accepted and is not inside',
    'agent broken agentOutside',
    async () => {
      await samWrites();
      await accept();
      const { participants } = conversation();
      for (const [sid, { identity }] of participants) if (identity) participants.delete(sid);
    },
  ],
  [
    'the agent has left their desk, and the customer waits',
    'agent broken agentSilent',
    async () => {
      await samWrites();
      await accept();
      await samWrites('Hello?');
      everybody('Offline');
    },
    { after: 10 * MINUTE },
  ],
  [
    'the message was filtered',
    'answer broken notDelivered',
    async () => {
      await aliceStarts('+14155559007');
      await accept();
    },
    { what: () => '+14155559007' },
  ],
  [
    'the customer is not inside',
    'conversation broken customerOutside',
    async () => {
      await aliceStarts();
      const { participants } = conversation();
      for (const [sid, { messagingBinding }] of participants) if (messagingBinding) participants.delete(sid);
    },
    { what: () => conversation().sid },
  ],
  [
    'a conversation was closed as soon as it was made',
    'conversation broken closedAtOnce',
    () => {
      world().services.conversations.create({ createdBy: 'system', state: 'closed' });
      return simulation.sleep(1);
    },
    { what: () => conversation().sid },
  ],
  [
    'a start was cut off half way',
    'conversation broken halfMade',
    async () => {
      await aliceStarts();
      await accept();
      world().services.taskrouter.setReservation([...world().reservations.keys()].at(-1)!, 'completed');
      conversation().attributes = conversation().attributes.replace(/,"settledAt":"[^"]*"/, '');
    },
    { what: () => conversation().sid },
  ],
  [
    'the customer is in another conversation, and the agent is alone',
    'conversation broken customerElsewhere',
    async () => {
      await aliceStarts();
      const { participants } = conversation();
      for (const [sid, { messagingBinding }] of participants) if (messagingBinding) participants.delete(sid);
      const { monitor } = world().services;
      monitor.alert({ errorCode: 80102, logLevel: 'warning', resourceSid: channel().sid, alertText: 'added already' });
    },
    { what: () => conversation().sid },
  ],
  [
    'the conversation’s webhook is not told of messages',
    'webhook broken webhookDeaf',
    async () => {
      address().autoCreation.webhookFilters = ['onConversationUpdated'];
      await samWrites();
    },
  ],
  [
    'a Messaging Service keeps the number’s messages',
    'address broken serviceSwallows',
    async () => {
      world().addresses.clear();
      await samWrites();
      world().messageLog.at(-1)!.messagingServiceSid = `MG${'0'.repeat(32)}`;
    },
  ],
  [
    'no filter of the workflow takes the task',
    'queue broken notQueued',
    async () => {
      world().workspace.eventCallbackUrl = null;
      everybody('Offline');
      await samWrites();
      Object.assign(task(), { taskQueueSid: null });
      world().taskRouterEvents.splice(0);
    },
  ],
  [
    'all agents are busy',
    'queue broken allBusy',
    async () => {
      everybody('Available');
      for (const { channels } of world().workers.values()) {
        for (const channel of channels) channel.configuredCapacity = 0;
      }
      await samWrites();
    },
  ],
  [
    'TaskRouter deleted a task that was assigned for a day',
    'task broken taskDeleted',
    async () => {
      await samWrites();
      await accept();
      tellOfTask('task.system-deleted');
      removeTask();
    },
  ],
  [
    'the agent accepted, and could not be brought in',
    'task broken joinFailed',
    async () => {
      await samWrites();
      await accept();
      const [reservationSid] = [...world().reservations.keys()].slice(-1);
      tellOfTask('reservation.canceled', { ReservationSid: reservationSid! });
      tellOfTask('task.canceled');
      removeTask();
    },
  ],
  [
    'it rang at an agent who did not answer, and at nobody else',
    'task broken offerTimedOut',
    async () => {
      isHeardElsewhere();
      await aliceStarts();
      world().services.taskrouter.setReservation(offer().sid, 'timeout');
      await simulation.sleep(1_000);
      if (task().assignmentStatus !== 'canceled') world().services.taskrouter.cancelTask(task().sid, 'nobody else');
      await samWrites();
    },
  ],
  [
    'the last agent has ended the task, and the conversation stayed open',
    'task broken allLeft',
    async () => {
      await samWrites();
      await accept();
      tellOfTask('task.completed');
      removeTask();
    },
  ],
  [
    'the customer’s phone cannot be reached',
    'answer broken notDelivered',
    async () => {
      await aliceStarts('+14155559003');
      await accept();
    },
    { what: () => '+14155559003' },
  ],
  [
    'a visitor of the website has sent nothing',
    'message broken nothingReceived',
    () => simulation.sleep(1),
    { what: () => 'visitor-17' },
  ],
];

test.each(LOST.map(([why, ...lost]) => [why, lost] as const))('%s', async (_, [step, prepare, options]) => {
  const trace = await traceOf(prepare, options);
  const found = told(trace);
  expect(found.at(-1)).toBe(step);
  expect(found.slice(0, -1).filter((one) => one.includes('broken'))).toEqual([]);
  await expectWords(trace, step.split(' ') as [TraceStep['step'], 'broken', TraceCause]);
});

/** The screen and the command say it at that step, in their words, and at no other. */
async function expectWords(trace: Trace, [step, , cause]: [TraceStep['step'], 'broken', TraceCause]): Promise<void> {
  const { status, steps } = await onScreen(SAM, trace);
  const isBroken = `${words[`step_${step}`]}${words.state_broken}`;
  expect(status).toBe(`Something is broken. Step: ${words[`step_${step}`]}.`);
  expect(steps.filter((one) => one.includes(words.state_broken))).toEqual([steps.at(-1)]);
  expect(steps.at(-1)).toMatch(new RegExp(`^${isBroken}`));
  expect(steps.at(-1)).toContain(words[`cause_${cause}`]);
  expect(steps.at(-1)).toContain(words[`fix_${cause}`]);

  const lines = printed(trace);
  const at = lines.findIndex((line) => line.startsWith('  ✗ '));
  expect(lines[at]).toMatch(new RegExp(`^  ✗ ${STEP_WORDS[step]}`));
  expect(lines.filter((line) => line.startsWith('  ✗ '))).toHaveLength(1);
  const [what, mend] = CAUSE_WORDS[cause];
  const details = lines.slice(at + 1).join('\n');
  expect(details).toContain(what);
  expect(details).toContain(mend);
}

describe('what is well is found so', () => {
  const isWell = (steps: string[]) => expect(steps.filter((step) => /broken/.test(step))).toEqual([]);

  test('a customer whom an agent answers', async () => {
    const steps = told(
      await traceOf(async () => {
        await samWrites();
        await accept();
        world().services.conversations.addMessage(conversation().sid, { author: 'alice', body: 'On its way.' });
      }),
    );
    isWell(steps);
    expect(steps).toEqual(expect.arrayContaining(['interaction fine', 'task fine', 'offer fine', 'agent fine']));
  });

  test('a message whose reply is awaited', async () => {
    const fields = () => ({ ...startFields(simulation, 'start'), replyTo: 'agent' });
    const steps = told(await traceOf(() => ask(simulation, 'start', 'alice', ['outreach', fields()])));
    isWell(steps);
    expect(steps).toContain('interaction fine waitsForReply');
  });

  test('a start that did not succeed and was taken back', async () => {
    const record = {
      requestId: 'r',
      workerSid: namedSid('WK', 'alice'),
      attempt: 'a',
      startedAt: '2026-03-02T16:00:00Z',
    };
    const trace = await traceOf(
      async () => {
        const attributes = JSON.stringify({ messagingControls: record });
        const { sid } = world().services.conversations.create({ createdBy: 'system', attributes });
        await simulation.sleep(1_000);
        world().services.conversations.update(sid, { state: 'closed' });
      },
      { what: () => conversation().sid },
    );
    expect(told(trace)).toEqual(['conversation fine undone']);
  });

  test('a flow that waits for the customer', async () => {
    const steps = told(
      await traceOf(async () => {
        await leadToFlow(question);
        await samWrites();
      }),
    );
    isWell(steps);
    expect(steps).toContain('flow fine waitsForReply');
  });

  /** Alice takes Sam's conversation, answers, and puts it aside. */
  async function putAside(waits: Record<string, string>): Promise<string> {
    await samWrites();
    const { workerSid } = offer();
    await accept();
    const { identity } = [...world().people.values()].find((one) => one.workerSid === workerSid)!;
    world().services.conversations.addMessage(conversation().sid, { author: identity, body: 'I will see.' });
    const fields = { act: 'wait', taskSid: task().sid, note: '', ...waits };
    const answer = await ask(simulation, 'park', identity, ['people', fields]);
    expect(answer).toMatchObject({ status: 200 });
    return workerSid;
  }

  test('a conversation that an agent has put aside: by whom, and until what', async () => {
    const until = '2026-03-03T20:00:00.000Z';
    let workerSid = '';
    const trace = await traceOf(async () => {
      workerSid = await putAside({ waitsFor: 'either', until });
    });
    isWell(told(trace));
    expect(trace.steps.find(({ cause }) => cause === 'parked')).toMatchObject({
      ...{ step: 'interaction', state: 'fine', waits: { for: 'either', until } },
      sids: expect.arrayContaining([workerSid]) as unknown,
    });
    const { steps } = await onScreen(SAM, trace, { [workerSid]: 'Alice Agent' });
    const shown = steps.find((one) => one.startsWith(words.step_interaction));
    expect(shown).toContain('Put aside by Alice Agent until the customer replies, or until Mar 3, 2026');
    expect(shown).not.toContain(workerSid);
    expect(printed(trace).join('\n')).toContain(`Until the customer replies, or until ${until}: ${workerSid}.`);
  });

  test('and one that did not come back at its time is broken', async () => {
    const trace = await traceOf(() => putAside({ waitsFor: 'date', until: '2026-03-02T18:00:00.000Z' }), {
      what: () => {
        const { attributes } = conversation();
        conversation().attributes = attributes.replace('2026-03-02T18:00', '2026-03-02T16:00');
        return SAM;
      },
    });
    const step = trace.steps.at(-1)!;
    expect(step).toMatchObject({ state: 'broken', cause: 'notBroughtBack', mends: ['rest'] });
    await expectWords(trace, [step.step, 'broken', 'notBroughtBack']);
  });

  test('a conversation that an agent has left for now, whether or not its last line was answered', async () => {
    const steps = told(
      await traceOf(async () => {
        await samWrites('Thank you, that was all');
        await accept();
        tellOfTask('task.completed');
        removeTask();
        Object.assign(channel(), { status: 'inactive' });
      }),
    );
    isWell(steps);
    expect(steps).toContain('interaction fine left');
  });

  test('a message to the customer, though what they wrote before was lost at the address', async () => {
    const steps = told(
      await traceOf(
        async () => {
          address().autoCreation.enabled = false;
          await samWrites();
          await simulation.sleep(10 * MINUTE);
          await aliceStarts();
          await accept();
        },
        { what: () => world().messageLog.findLast(({ direction }) => direction !== 'inbound')!.sid },
      ),
    );
    isWell(steps);
  });

  test('a conversation that was begun after a message was lost does not have it to answer for', async () => {
    const steps = told(
      await traceOf(async () => {
        await samWrites();
        await accept();
        world().services.taskrouter.setReservation(reservation().sid, 'completed');
        world().services.conversations.update(conversation().sid, { state: 'closed' });
        await simulation.sleep(10 * MINUTE);
        await aliceStarts();
        await accept();
      }),
    );
    isWell(steps);
  });

  test('a conversation that is over', async () => {
    const steps = told(
      await traceOf(async () => {
        await samWrites();
        world().services.conversations.update(conversation().sid, { state: 'closed' });
      }),
    );
    isWell(steps);
  });

  test('a message that the settings leave without a task', async () => {
    const steps = told(
      await traceOf(async () => {
        const of = world().uiAttributes['messaging_controls'] as object;
        world().uiAttributes['messaging_controls'] = { ...of, inbound: { spam: ['lottery'] } };
        await samWrites('You have won the lottery');
      }),
    );
    isWell(steps);
    expect(steps.at(-1)).toBe('webhook fine byRule');
  });

  test('a message of another system', async () => {
    const steps = told(
      await traceOf(
        () =>
          simulation.twilio.answer({
            method: 'post',
            uri: `https://api.twilio.com/2010-04-01/Accounts/${simulation.context.ACCOUNT_SID}/Messages.json`,
            username: simulation.context.ACCOUNT_SID,
            password: simulation.context.AUTH_TOKEN,
            data: { From: CARE, To: SAM, Body: 'Your parcel is on its way.' },
          }),
        { what: () => world().messageLog.at(-1)!.sid },
      ),
    );
    isWell(steps);
    expect(steps.at(-1)).toBe('conversation fine sentElsewhere');
  });

  test('a carrier that sends no receipts', async () => {
    const steps = told(
      await traceOf(async () => {
        await samWrites();
        await accept();
        world().services.conversations.addMessage(conversation().sid, { author: 'alice', body: 'On its way.' });
        await simulation.sleep(10_000);
        for (const { receipts } of conversation().messages) for (const one of receipts) one.status = 'sent';
      }),
    );
    isWell(steps);
    expect(steps.at(-1)).toBe('answer unknown noReceipt');
  });

  test('a message that the customer has read, in a conversation that closes by itself', async () => {
    const closesAt = '2026-03-09T16:00:00Z';
    const trace = await traceOf(async () => {
      await samWrites();
      await accept();
      world().services.conversations.addMessage(conversation().sid, { author: 'alice', body: 'On its way.' });
      await simulation.sleep(10_000);
      for (const { receipts } of conversation().messages) for (const one of receipts) one.status = 'read';
      conversation().timers.closed = new Date(closesAt);
    });
    isWell(told(trace));
    expect(trace.steps.at(-1)).toMatchObject({ step: 'answer', state: 'fine', status: 'read' });
    expect(trace.steps.find(({ step }) => step === 'conversation')).toMatchObject({ closesAt });
    const { steps } = await onScreen(SAM, trace);
    expect(steps.find((one) => one.startsWith(words.step_conversation))).toMatch(
      /Closes by itself on Mar 9, 2026, .*, unless somebody writes before\./,
    );
    expect(printed(trace).join('\n')).toContain(`It closes by itself at ${closesAt}, unless somebody writes before.`);
  });

  test('what is younger than a minute is under way', async () => {
    const steps = told(
      await traceOf(
        () => {
          everybody('Offline');
          return samWrites();
        },
        { after: 1_000 },
      ),
    );
    expect(steps.at(-1)).toBe('queue underWay nobodyOnDuty');
  });
});

test('what Twilio does not answer is unknown, and nothing is called broken for it', async () => {
  const served = async () => {
    await samWrites();
    await accept();
    world().services.conversations.addMessage(conversation().sid, { author: 'alice', body: 'On its way.' });
  };
  await traceOf(served);
  const asked = new Set(
    [...simulation.trace.toString().matchAll(/ trace +(GET \S+) \d+ →/g)].map(([, call]) => `trace ${call} `),
  );
  expect(asked.size).toBeGreaterThan(10);
  for (const call of asked) {
    simulation.dispose();
    // Again and again, for a read that is refused is repeated.
    const faults: Faults = { befall: (_, at) => (at.startsWith(call) ? 'refused' : undefined) };
    simulation = new Simulation({ seed: 1, functions, faults });
    let answer: Awaited<ReturnType<typeof ask>>;
    simulation.act('trace', async () => {
      await served();
      await simulation.sleep(5 * MINUTE);
      answer = await ask(simulation, 'trace', 'sue', ['trace', { what: SAM }]);
    });
    await simulation.pass(10 * MINUTE);
    const { trace } = answer!.body as { trace?: Trace };
    expect([call, trace?.steps.filter(({ state }) => state === 'broken') ?? []]).toEqual([call, []]);
  }
});

async function inSync(name: string): Promise<unknown> {
  const { body } = await simulation.twilio.answer({
    method: 'get',
    uri: `https://sync.twilio.com/v1/Services/default/${name}`,
    username: simulation.context.ACCOUNT_SID,
    password: simulation.context.AUTH_TOKEN,
  });
  return body;
}

describe('what Twilio forgets is kept', () => {
  const DAYS = 24 * HOUR;

  /** All but the conversation. */
  function forget(): string {
    world().tasks.clear();
    world().interactions.clear();
    world().taskRouterEvents.splice(0);
    return SAM;
  }

  async function served(): Promise<void> {
    await samWrites('My secret');
    await accept();
    world().services.conversations.addMessage(conversation().sid, { author: 'alice', body: 'On its way.' });
    await simulation.sleep(MINUTE);
    world().services.conversations.update(conversation().sid, { state: 'closed' });
  }

  test('by which task an agent came in, and why it was closed', async () => {
    let taskSid = '';
    const trace = await traceOf(
      async () => {
        await served();
        taskSid = task().sid;
      },
      { what: forget, after: 25 * DAYS },
    );
    const step = (name: string) => trace.steps.find((one) => one.step === name);
    const onThatDay = expect.stringMatching(/^2026-03-02T16:0/) as string;
    expect(step('conversation')).toMatchObject({ cause: 'closed', status: 'closed API', at: onThatDay });
    expect(step('agent')).toMatchObject({ state: 'fine', at: onThatDay, sids: [taskSid] });
    expect(trace).toMatchObject({ isComplete: true });
    expect(trace.acts?.map(({ by, act }) => `${by} ${act}`)).toEqual([
      'twilio state',
      'twilio agentJoined',
      'twilio offerAccepted',
      'twilio interaction',
      'twilio queued',
      'twilio queueState',
    ]);
    const names = [`Documents/messaging-controls-interaction-${conversation().sid}`];
    for (const part of [0, 1, 2, 3]) names.push(`Lists/messaging-controls-day-2026-03-02-${part}/Items`);
    const kept = JSON.stringify(await Promise.all(names.map(inSync)));
    expect(kept).toMatch(/agentJoined.*agentJoined/);
    expect(kept).not.toMatch(/secret|Sam|\+1/);
  });

  test('for as long as the settings say', async () => {
    const trace = await traceOf(
      async () => {
        const of = world().uiAttributes['messaging_controls'] as object;
        world().uiAttributes['messaging_controls'] = { ...of, trace: { keepDays: 10 } };
        await served();
      },
      { what: forget, after: 31 * DAYS },
    );
    expect(trace.acts).toBeUndefined();
  });

  test('by the customer’s number, a conversation of last month whose task and record are gone', async () => {
    let sid = '';
    let timeline: CustomerTimeline | undefined;
    const trace = await traceOf(
      async () => {
        await served();
        ({ sid } = conversation());
        await simulation.sleep(40 * DAYS);
        forget();
        const answer = await ask(simulation, 'timeline', 'sue', ['customer-timeline', { what: SAM }]);
        ({ timeline } = answer!.body as { timeline: CustomerTimeline });
      },
      { lasting: 41 * DAYS },
    );
    expect(trace).toMatchObject({ conversationSid: sid, isComplete: true });
    expect(trace.acts).toBeUndefined();
    expect(told(trace)).toContain('conversation fine closed');
    expect(timeline?.conversations).toMatchObject([{ sid, state: 'closed', lastMessage: { by: 'agent' } }]);
  });

  test('what is left where the conversation itself is gone', async () => {
    let sid = '';
    const trace = await traceOf(
      async () => {
        await served();
        ({ sid } = conversation());
      },
      {
        what: () => {
          world().conversations.delete(sid);
          return sid;
        },
      },
    );
    expect(trace.steps).toMatchObject([{ step: 'conversation', state: 'unknown', cause: 'forgotten' }]);
    expect(trace.acts).toHaveLength(6);
  });

  test('the code of a message that came back', async () => {
    const trace = await traceOf(
      async () => {
        await aliceStarts('+14155559003');
        await accept();
      },
      { what: () => conversation().sid },
    );
    const outcome = `30003 ${conversation().messages[0]!.sid}`;
    expect(trace.acts).toContainEqual(expect.objectContaining({ by: 'twilio', act: 'notDelivered', outcome }));
  });
});

describe('who of the queue could have it', () => {
  const BOB = namedSid('WK', 'bob');
  const waits = async () => {
    everybody('Offline');
    await samWrites();
  };
  const queue = () => world().taskQueues.get(task().taskQueueSid!)!;
  const stepOf = ({ steps }: Trace) => steps.find(({ eligibility }) => eligibility)!;
  const ofBob = (trace: Trace) => stepOf(trace).eligibility!.workers.find(({ sid }) => sid === BOB);

  test('nobody: what each lacks of what the queue demands', async () => {
    const trace = await traceOf(async () => {
      await waits();
      queue().targetWorkers = 'routing.skills HAS "klingon" AND routing.skills HAS "support" AND roles HAS "agent"';
    });
    const { cause, eligibility } = stepOf(trace);
    expect([cause, eligibility?.fits]).toEqual(['nobodyFits', 0]);
    expect(ofBob(trace)).toEqual({ sid: BOB, why: 'lacks', lacks: [[['klingon']]] });
    const ada = eligibility?.workers.find(({ sid }) => sid === namedSid('WK', 'ada'));
    expect(ada?.lacks).toEqual([[['klingon']], [['support']], [['roles HAS "agent"']]]);
    const { steps } = await onScreen(SAM, trace, { [BOB]: 'Bob Agent' });
    expect(steps.at(-1)).toContain('Queue “Everyone”');
    expect(steps.at(-1)).toContain('Bob Agent: doesn’t fit the queue, which needs: klingon');
    expect(printed(trace).join('\n')).toContain(`${BOB}: does not fit the queue, which needs: klingon`);
  });

  test('of alternatives, each, for one alone would do', async () => {
    const trace = await traceOf(async () => {
      await waits();
      queue().targetWorkers =
        'roles HAS "agent" AND (routing.skills HAS "klingon" OR (routing.skills HAS "vulcan" AND routing.skills HAS "legal"))';
    });
    const lacks = [[['klingon'], ['vulcan', 'legal']]];
    expect(stepOf(trace)).toMatchObject({ cause: 'nobodyFits', isCertain: true });
    expect(ofBob(trace)).toEqual({ sid: BOB, why: 'lacks', lacks });
    const ada = stepOf(trace).eligibility?.workers.find(({ sid }) => sid === namedSid('WK', 'ada'));
    expect(ada?.lacks).toEqual([[['roles HAS "agent"']], ...lacks]);
    const told = 'klingon or (vulcan and legal)';
    const { steps } = await onScreen(SAM, trace, { [BOB]: 'Bob Agent' });
    expect(steps.at(-1)).toContain(`Bob Agent: doesn’t fit the queue, which needs: ${told}`);
    expect(steps.at(-1)).toContain(`which needs: roles HAS "agent" and (${told})`);
    expect(printed(trace).join('\n')).toContain(`${BOB}: does not fit the queue, which needs: ${told}`);
  });

  test('what must not be, and what must be one of a list', async () => {
    const trace = await traceOf(async () => {
      await waits();
      queue().targetWorkers =
        'NOT roles HAS "agent" AND routing.level IN ["gold"] AND NOT friendly_name CONTAINS "bob"';
    });
    expect(ofBob(trace)?.lacks).toEqual([
      [['NOT roles HAS "agent"']],
      [['routing.level IN ["gold"]']],
      [['NOT friendly_name CONTAINS "bob"']],
    ]);
  });

  test('of types that do not go together nobody can tell, and a skill that is no list is said to be none', async () => {
    const trace = await traceOf(async () => {
      await waits();
      const { attributes } = world().workers.get(BOB)!;
      world().workers.get(BOB)!.attributes = { ...attributes, routing: { skills: 'klingon', level: '3' } };
      queue().targetWorkers = 'routing.skills HAS "klingon" AND routing.level >= 5';
    });
    expect(ofBob(trace)).toEqual({
      ...{ sid: BOB, why: 'lacks', lacks: [[['klingon']]] },
      ...{ unread: ['routing.level >= 5'], notLists: ['routing.skills'] },
    });
    const { steps } = await onScreen(SAM, trace, { [BOB]: 'Bob Agent' });
    expect(steps.at(-1)).toContain('routing.skills isn’t a list, so HAS finds nothing in it');
    expect(steps.at(-1)).toContain('we can’t tell whether this holds for them: routing.level >= 5');
    expect(printed(trace).join('\n')).toContain('nobody can tell whether this holds: routing.level >= 5');
  });

  /** Where all tasks go, as this target of the workflow says. */
  const leadTo = (...targets: object[]): void => {
    for (const workflow of world().workflows.values()) {
      const filter = { filter_friendly_name: 'All', expression: '1==1', targets };
      workflow.configuration = JSON.stringify({ task_routing: { filters: [filter] } });
    }
  };
  const everyone = namedSid('WQ', 'Everyone');

  test('the step of the workflow demands more than the queue', async () => {
    const trace = await traceOf(async () => {
      everybody('Available');
      leadTo({
        queue: everyone,
        expression: 'worker.routing.skills HAS "klingon" OR worker.routing.skills HAS task.skill',
      });
      await samWrites();
    });
    const { fits } = stepOf(trace).eligibility!;
    expect(stepOf(trace)).toMatchObject({
      ...{ step: 'queue', state: 'broken', cause: 'stepFitsNobody', isCertain: true },
      eligibility: { fits, available: fits, step: { fits: 0, available: 0, isNamed: false } },
    });
    expect(ofBob(trace)).toEqual({
      ...{ sid: BOB, why: 'lacksStep', lacks: [[['klingon'], ['worker.routing.skills HAS task.skill']]] },
    });
    await expectWords(trace, ['queue', 'broken', 'stepFitsNobody']);
    const { steps } = await onScreen(SAM, trace, { [BOB]: 'Bob Agent' });
    const needs = 'klingon or worker.routing.skills HAS task.skill';
    expect(steps.at(-1)).toContain(`Bob Agent: is in the queue, but the workflow’s step needs: ${needs}`);
    expect(steps.at(-1)).toContain(words.eligibleStepNone);
    expect(printed(trace).join('\n')).toContain(`workflow’s step, which needs: ${needs}`);
  });

  test('the step takes some of the queue: why these have it not, they first', async () => {
    const trace = await traceOf(async () => {
      onDuty('bob');
      leadTo({ queue: everyone, expression: 'worker.friendly_name != "bob"' });
      await samWrites();
    });
    const { cause, eligibility } = stepOf(trace);
    expect(cause).toBe('nobodyOnDuty');
    expect(eligibility).toMatchObject({ available: 1, step: { fits: eligibility!.fits - 1, available: 0 } });
    expect(eligibility?.workers[0]).toMatchObject({ why: 'activity' });
    expect(eligibility?.workers.at(-1)).toEqual({
      ...{ sid: BOB, why: 'lacksStep', lacks: [[['worker.friendly_name != "bob"']]] },
    });
  });

  test('the step is for one agent alone, who is not there', async () => {
    const trace = await traceOf(async () => {
      onDuty('alice');
      leadTo({ queue: everyone, known_worker_sid: BOB });
      await samWrites();
    });
    expect(stepOf(trace)).toMatchObject({ cause: 'namedAway', isCertain: true });
    expect(stepOf(trace).eligibility?.workers[0]).toEqual({ sid: BOB, why: 'activity', activity: 'Offline' });
    await expectWords(trace, ['queue', 'broken', 'namedAway']);
    const alice = stepOf(trace).eligibility?.workers.find(({ sid }) => sid === namedSid('WK', 'alice'));
    expect(alice).toMatchObject({ why: 'notNamed' });
  });

  test('where the task may wait at either of two steps, only who fits none of them is called unfit', async () => {
    const trace = await traceOf(async () => {
      onDuty('bob');
      const [first, second] = ['klingon', 'vulcan'].map((one) => `worker.routing.skills HAS "${one}"`);
      leadTo(
        { queue: everyone, expression: first, timeout: 3_600, skip_if: 'workers.available == 0' },
        { queue: everyone, expression: second },
      );
      await samWrites();
    });
    expect(stepOf(trace).cause).toBe('stepFitsNobody');
    expect(ofBob(trace)).toEqual({ sid: BOB, why: 'lacksStep', lacks: [[['klingon'], ['vulcan']]] });
  });

  test('nobody on duty: their activities, and who let it ring or declined', async () => {
    const trace = await traceOf(async () => {
      onDuty('bob');
      await samWrites();
      world().services.taskrouter.setReservation(offer().sid, 'rejected');
      everybody('Break');
    });
    expect(ofBob(trace)).toEqual({ sid: BOB, why: 'activity', activity: 'Break', offer: 'declined' });
    // Who was offered it is told first.
    expect(stepOf(trace).eligibility?.workers[0]?.sid).toBe(BOB);
    const { steps } = await onScreen(SAM, trace, { [BOB]: 'Bob Agent' });
    expect(steps.at(-1)).toContain('Bob Agent: activity Break; declined this task');
    expect(printed(trace).join('\n')).toContain(`${BOB}: activity Break; declined this task`);
  });

  test.each([
    ['full', { configuredCapacity: 0 }],
    ['channelOff', { available: false }],
  ])('all busy: %s on the task’s channel, which is certain', async (why, changed) => {
    const trace = await traceOf(async () => {
      onDuty('bob');
      for (const one of world().workers.get(BOB)!.channels) Object.assign(one, changed);
      await samWrites();
    });
    expect(stepOf(trace)).toMatchObject({ cause: 'allBusy', isCertain: true, eligibility: { available: 1 } });
    expect(ofBob(trace)).toEqual({ sid: BOB, why });
  });

  test('with many workers, ten by name and the rest by counts', async () => {
    const trace = await traceOf(async () => {
      await waits();
      for (let at = 0; at < 20; at += 1) addWorker(world(), { friendlyName: `temp ${at}` });
    });
    const { fits, workers, others } = stepOf(trace).eligibility!;
    expect(workers).toHaveLength(10);
    expect(others).toEqual([{ why: 'activity', count: fits - 10 }]);
    expect((await onScreen(SAM, trace)).steps.at(-1)).toContain(`${fits - 10} more who aren’t available`);
  });

  test('as it was when the task entered the queue, of one that timed out there', async () => {
    const trace = await traceOf(async () => {
      onDuty('bob');
      for (const one of world().workers.get(BOB)!.channels) one.configuredCapacity = 0;
      await samWrites();
      everybody('Offline');
      isLost('Workflow Timeout');
    });
    const { step, cause, entered, eligibility } = stepOf(trace);
    expect([step, cause]).toEqual(['task', 'workflowTimedOut']);
    expect(entered).toMatchObject({ fits: world().workers.size, available: 1 });
    expect(eligibility).toMatchObject({ fits: world().workers.size, available: 0 });
    const { steps } = await onScreen(SAM, trace);
    expect(steps.at(-1)).toMatch(
      /When the task came into the queue \(.+\), 1 of 4 workers who fit it were available\./,
    );
    expect(printed(trace).join('\n')).toContain('1 of 4 workers who fit were available.');
    expect(JSON.stringify(trace.acts)).not.toMatch(/Bob|bob/);
  });

  test('is not kept where the settings say so, and costs nothing then', async () => {
    const trace = await traceOf(waits, { settings: { trace: { queueSnapshots: false } } });
    expect(stepOf(trace).entered).toBeUndefined();
    expect(trace.acts?.map(({ act }) => act)).toContain('queued');
    expect(simulation.trace.toString()).not.toContain('RealTimeStatistics');
  });

  test('an event that TaskRouter tells twice is kept once', async () => {
    const trace = await traceOf(async () => {
      await waits();
      const entered = world().taskRouterEvents.findLast(({ eventType }) => eventType === 'task-queue.entered')!;
      everybody('Available');
      await tellAgain(entered);
    });
    expect(trace.acts?.filter(({ act }) => act === 'queueState')).toHaveLength(1);
  });

  test('is asked of no task that an agent has', async () => {
    const trace = await traceOf(async () => {
      await samWrites();
      await accept();
    });
    expect(trace.steps.filter(({ eligibility }) => eligibility)).toEqual([]);
    // Of the agent who has it alone.
    expect(simulation.trace.toString().match(/ trace +GET Workers /g)).toHaveLength(1);
  });
});

describe('to whom a task was offered', () => {
  /** Declined by one agent, not answered by another, accepted by a third; then it is over, and TaskRouter forgets it. */
  async function offeredToThree(): Promise<string[]> {
    await samWrites();
    const { taskrouter } = world().services;
    const workers: string[] = [];
    for (const status of ['rejected', 'timeout', 'accepted'] as const) {
      workers.push(offer().workerSid);
      taskrouter.setReservation(offer().sid, status);
      await simulation.sleep(5_000);
    }
    await simulation.sleep(MINUTE);
    taskrouter.setReservation([...world().reservations.keys()].at(-1)!, 'completed');
    world().services.conversations.update(conversation().sid, { state: 'closed' });
    await simulation.sleep(MINUTE);
    world().tasks.clear();
    world().reservations.clear();
    world().taskRouterEvents.splice(0);
    return workers;
  }

  test('and what came of it is known when TaskRouter has forgotten it', async () => {
    let workers: string[] = [];
    let timeline: CustomerTimeline | undefined;
    const trace = await traceOf(
      async () => {
        workers = await offeredToThree();
        const answer = await ask(simulation, 'timeline', 'sue', ['customer-timeline', { what: SAM }]);
        ({ timeline } = answer!.body as { timeline: CustomerTimeline });
      },
      { after: 25 * 24 * HOUR },
    );
    expect(new Set(workers).size).toBe(3);
    const [declined, rang, accepted] = workers;
    expect(trace.steps.find(({ step }) => step === 'offer')).toMatchObject({
      state: 'fine',
      status: 'accepted',
      sids: [expect.stringMatching(/^WR/) as string, accepted],
    });
    const offers = [
      { act: 'offerAccepted', outcome: expect.stringContaining(accepted!) as string },
      { act: 'offerTimedOut', outcome: expect.stringContaining(rang!) as string },
      { act: 'offerDeclined', outcome: expect.stringContaining(declined!) as string },
    ];
    expect(trace.acts?.filter(({ act }) => act.startsWith('offer'))).toMatchObject(offers);
    expect(timeline?.conversations[0]?.acts).toMatchObject(offers);
    expect(printed(trace).filter((line) => line.includes(rang!))).toEqual([
      expect.stringContaining('an agent let the task ring') as string,
    ]);
  });

  test('is unknown where another system hears of TaskRouter’s events, and it is said why', async () => {
    const trace = await traceOf(
      () => {
        world().workspace.eventCallbackUrl = 'https://crm.example.com/taskrouter';
        return offeredToThree();
      },
      { after: 25 * 24 * HOUR },
    );
    const step = trace.steps.find((one) => one.step === 'offer');
    expect(step).toMatchObject({ state: 'unknown', cause: 'offersNotKept' });
    const { steps } = await onScreen(SAM, trace);
    expect(steps.find((one) => one.startsWith(words.step_offer))).toContain(words.cause_offersNotKept);
  });

  test('is no record of a task that is a call', async () => {
    await traceOf(samWrites);
    const before = (await inSync('Documents')) as { documents: unknown[] };
    const call = {
      TaskSid: `WT${'1'.repeat(32)}`,
      WorkerSid: `WK${'1'.repeat(32)}`,
      TaskAttributes: '{"call_sid":"CA1"}',
    };
    const url = `https://${simulation.context.DOMAIN_NAME}/task-events`;
    const parameters = { EventType: 'reservation.accepted', ...call };
    const signed = signature(simulation.context.AUTH_TOKEN, url, parameters);
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signed };
    const request = { headers, cookies: {} };
    let answer: { status: number } | undefined;
    simulation.act('call', async () => {
      answer = await simulation.run('call', 'task-events', { ...parameters, request });
    });
    await simulation.pass(MINUTE);
    expect(answer).toMatchObject({ status: 204 });
    expect(callsOf('call')).toBe(0);
    expect(((await inSync('Documents')) as { documents: unknown[] }).documents).toHaveLength(before.documents.length);
  });

  test('by which filter of the workflow it came into its queue, as long as TaskRouter tells', async () => {
    const trace = await traceOf(async () => {
      await samWrites();
      await accept();
      world().services.conversations.addMessage(conversation().sid, { author: 'alice', body: 'On its way.' });
      world().services.taskrouter.setReservation([...world().reservations.keys()].at(-1)!, 'completed');
      world().services.conversations.update(conversation().sid, { state: 'closed' });
      await simulation.sleep(MINUTE);
      await samWrites('One more thing');
      await accept();
    });
    expect(trace.steps.find(({ step }) => step === 'queue')).toMatchObject({
      state: 'fine',
      filter: 'Known agent',
      sids: [task().taskQueueSid, task().workflowSid],
    });
  });

  test('and nobody writes a history who has not signed it for our own address', async () => {
    await traceOf(samWrites);
    const url = 'https://crm.example.com/taskrouter';
    const attributes = JSON.stringify({ conversationSid: conversation().sid });
    const event = { EventType: 'reservation.rejected', TaskSid: `WT${'1'.repeat(32)}`, TaskAttributes: attributes };
    const statuses: (number | undefined)[] = [];
    simulation.act('forger', async () => {
      for (const signed of [url, `https://${simulation.context.DOMAIN_NAME}/task-events`]) {
        const sign = signature(simulation.context.AUTH_TOKEN, signed, event);
        const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': sign };
        const { status } = await simulation.run(signed, 'task-events', { ...event, request: { headers, cookies: {} } });
        statuses.push(status);
      }
    });
    await simulation.pass(MINUTE);
    expect(statuses).toEqual([403, 204]);
  });

  test('and why a task was cancelled, without a word of whoever did it', async () => {
    await traceOf(async () => {
      everybody('Offline');
      await samWrites();
      world().services.taskrouter.cancelTask(task().sid, 'Sam Customer has called');
    });
    const kept = JSON.stringify(await inSync(`Documents/messaging-controls-interaction-${conversation().sid}`));
    expect(kept).toContain(`"taskCanceled","outcome":"other WT`);
    expect(kept).not.toContain('has called');
  });
});

describe('a message for later', () => {
  const settings = { scheduling: { messagingServiceSid: namedSid('MG', 'Notifications') } };
  const ZONE = 'America/Los_Angeles';

  async function schedules(to: string = SAM): Promise<string> {
    const requestId = simulation.chance.of('schedule').uuid();
    const fields = {
      ...{ action: 'create', requestId, channel: 'sms', to, from: '+14155550101', body: 'See you tomorrow' },
      ...{ replyTo: 'agent', sendAt: '2026-03-03T12:00', timeZone: ZONE },
    };
    const answer = await ask(simulation, 'schedule', 'alice', ['schedule', fields]);
    expect(answer).toMatchObject({ status: 201 });
    return requestId;
  }

  const withCode = (code: number): unknown => expect.stringMatching(new RegExp(`^${code} SM`));
  const TIME = '2026-03-03T20:00:00.000Z';
  const workerSid = namedSid('WK', 'alice');

  test('that waits for its time', async () => {
    const trace = await traceOf(() => schedules(), { settings, what: () => conversation().sid });
    expect(trace.steps.at(-1)).toMatchObject({ step: 'answer', state: 'fine', cause: 'scheduled', at: TIME });
    expect(trace.acts).toContainEqual(expect.objectContaining({ by: workerSid, act: 'scheduled' }));
    // Its reply is awaited: nobody was left alone.
    expect(trace.acts?.filter(({ by }) => by === 'net')).toEqual([]);
  });

  test('that was sent', async () => {
    const trace = await traceOf(() => schedules(), { settings, what: () => conversation().sid, after: 30 * HOUR });
    expect(trace.steps.at(-1)).toMatchObject({ step: 'answer', state: 'fine', status: 'sent' });
    expect(trace.acts).toContainEqual(expect.objectContaining({ by: 'twilio', act: 'scheduledSent' }));
  });

  test('that failed', async () => {
    const to = '+14155559003';
    const trace = await traceOf(() => schedules(to), { settings, what: () => conversation().sid, after: 30 * HOUR });
    const act = expect.objectContaining({ by: 'twilio', act: 'scheduledFailed', outcome: withCode(30003) }) as unknown;
    expect(trace.acts).toContainEqual(act);
    expect(told(trace)).toContain('answer broken notDelivered');
  });

  test('that its agent cancelled', async () => {
    const trace = await traceOf(
      async () => {
        const requestId = await schedules();
        await simulation.sleep(MINUTE);
        await ask(simulation, 'cancel', 'alice', ['schedule', { action: 'cancel', requestId }]);
      },
      { settings, what: () => conversation().sid },
    );
    expect(trace.acts).toContainEqual(expect.objectContaining({ by: workerSid, act: 'scheduledCancelled' }));
    expect(told(trace)).toContain('answer fine calledOff');
  });

  test('that was cancelled because the customer opted out', async () => {
    let timeline: CustomerTimeline | undefined;
    await traceOf(
      async () => {
        await schedules();
        const about = { channel: 'sms', to: SAM, from: '+14155550101', reason: 'They asked on the phone' };
        await ask(simulation, 'optOut', 'alice', ['consent', { act: 'optOut', ...about }]);
        await simulation.sleep(30 * HOUR);
        await ask(simulation, 'list', 'alice', ['schedule', { action: 'list' }]);
        await simulation.sleep(MINUTE);
        const answer = await ask(simulation, 'timeline', 'sue', ['customer-timeline', { what: SAM }]);
        ({ timeline } = answer!.body as { timeline: CustomerTimeline });
      },
      { settings, what: () => conversation().sid },
    );
    const outcome = expect.stringMatching(/^optedOut SM/) as string;
    expect(timeline?.conversations[0]?.acts?.[0]).toMatchObject({ act: 'scheduledCancelled', outcome });
  });
});

describe('it begins with', () => {
  const served = async () => {
    await samWrites();
    await accept();
  };

  test.each<[string, () => string]>([
    ['a conversation', () => conversation().sid],
    ['a task', () => task().sid],
    ['an interaction', () => [...world().interactions.keys()].at(-1)!],
    ['an interaction’s channel', () => channel().sid],
    ['an invite', () => [...channel().invites.keys()].at(-1)!],
    ['a reservation', () => reservation().sid],
    ['an agent, by what they have now', () => reservation().workerSid],
    ['a link into Flex', () => `https://flex.twilio.com/agent-desktop/${reservation().sid}/`],
    [
      'a link into Twilio’s Console',
      () => `https://www.twilio.com/console/taskrouter/workspaces/${world().workspace.sid}/tasks/${task().sid}`,
    ],
    [
      'a link with an agent in it',
      () =>
        `https://www.twilio.com/console/taskrouter/workspaces/${world().workspace.sid}/workers/${reservation().workerSid}`,
    ],
    [
      'a message of Conversations, in a link that names its conversation',
      () => `https://conversations.twilio.com/v1/Conversations/${conversation().sid}/Messages/IM${'0'.repeat(32)}`,
    ],
    ['a message of Twilio’s', () => world().messageLog.findLast(({ direction }) => direction === 'inbound')!.sid],
    ['a number, however it is written', () => '+1 (415) 555-0143'],
    ['a number without its plus sign', () => '14155550143'],
    ['a link to it', () => 'tel:+1-415-555-0143'],
  ])('%s', async (_, what) => {
    const { conversationSid } = await traceOf(served, { what });
    expect(conversationSid).toBe(conversation().sid);
  });

  test('a task that TaskRouter has forgotten', async () => {
    let taskSid = '';
    const { conversationSid, steps } = await traceOf(
      async () => {
        await served();
        taskSid = task().sid;
        world().services.taskrouter.setReservation([...world().reservations.keys()].at(-1)!, 'completed');
      },
      { what: () => taskSid, after: HOUR },
    );
    expect([conversationSid, steps.length > 0]).toEqual([conversation().sid, true]);
  });

  /** As where a customer writes to a flow, which hands them to an agent. */
  const toFlow = async () => {
    await leadToFlow(question);
    await samWrites();
  };
  const run = () => [...world().studioExecutions.values()].at(-1)!;

  test.each<[string, () => string]>([
    ['a Studio run', () => run().sid],
    [
      'a link to a Studio run, which names its flow',
      () => `https://www.twilio.com/console/studio/flows/${run().flow.sid}/executions/${run().sid}`,
    ],
    ['a Studio run that began outside of conversations', () => Object.assign(run(), { contactAddress: SAM }).sid],
    [
      'one whose context names no conversation either, by whom it is',
      () => Object.assign(run(), { contactAddress: SAM, context: { ...run().context, trigger: {} } }).sid,
    ],
  ])('%s', async (_, what) => {
    const { conversationSid, steps } = await traceOf(toFlow, { what });
    expect(conversationSid).toBe(conversation().sid);
    expect(steps.filter(({ state }) => state === 'broken')).toEqual([]);
  });

  test('an agent who has nothing now: the last that they took, the latest first', async () => {
    const sids: string[] = [];
    const trace = await traceOf(
      async () => {
        onDuty('bob');
        for (const from of CUSTOMERS.slice(0, 2)) {
          world().services.messaging.receive({ channel: 'sms', from, to: CARE, body: 'Hello' });
          await simulation.sleep(20_000);
          await accept();
          sids.unshift(conversation().sid);
          world().services.taskrouter.setReservation(reservation().sid, 'completed');
          world().services.conversations.update(conversation().sid, { state: 'closed' });
          await simulation.sleep(MINUTE);
        }
      },
      { what: () => namedSid('WK', 'bob'), after: HOUR },
    );
    expect([trace.conversationSid, ...trace.otherConversations]).toEqual(sids);
  });

  test.each<[string, string, () => string, TraceCause]>([
    ['a message of Conversations', 'message', () => conversation().messages[0]!.sid, 'messageAlone'],
    ['a channel that no task has', 'interaction', () => `UO${'0'.repeat(32)}`, 'channelAlone'],
    ['an invite that no task has', 'interaction', () => `KG${'0'.repeat(32)}`, 'inviteAlone'],
    ['a Studio run that is under none of the flows', 'flow', () => `FN${'0'.repeat(32)}`, 'forgotten'],
    ['an agent who has had nothing', 'agent', () => namedSid('WK', 'ada'), 'workerIdle'],
  ])('%s alone leads to nothing, and it is said what does', async (_, step, what, cause) => {
    const trace = await traceOf(served, { what });
    expect(trace.steps).toEqual([{ step, state: 'unknown', cause, sids: [what()] }]);
    expect(trace.conversationSid).toBeUndefined();
    const { status, steps } = await onScreen(what(), trace);
    expect(status).toBe(words.foundUnknown);
    const [told, mend] = CAUSE_WORDS[cause];
    expect(printed(trace).join('\n')).toContain(told);
    if (cause === 'forgotten') return;
    expect(steps[0]).toContain(words[`cause_${cause}`]);
    expect(steps[0]).toContain(words[`fix_${cause}`]);
    expect(printed(trace).join('\n')).toContain(mend);
  });

  test('a message of Conversations, within the conversations that are named', async () => {
    const other = `CH${'0'.repeat(32)}`;
    const sid = () => conversation().messages[0]!.sid;
    const found = await traceOf(served, { what: sid, within: () => [other, conversation().sid] });
    expect(found.conversationSid).toBe(conversation().sid);
    expect(found.steps.filter(({ state }) => state === 'broken')).toEqual([]);
    const lost = await traceOf(served, { what: sid, within: () => [other] });
    expect(lost.steps).toMatchObject([{ step: 'message', state: 'unknown', cause: 'messageAlone' }]);
  });

  test('what nobody knows', async () => {
    const { steps } = await traceOf(() => simulation.sleep(1), { what: () => `SM${'0'.repeat(32)}` });
    expect(steps).toEqual([{ step: 'message', state: 'unknown', cause: 'forgotten', sids: [`SM${'0'.repeat(32)}`] }]);
  });
});

test('names no customer, no text and no number', async () => {
  const trace = await traceOf(async () => {
    await samWrites('My secret');
    await accept();
  });
  expect(JSON.stringify(trace)).not.toMatch(/secret|Sam|\+\d/);
});

test('a link without a SID is refused, and not taken for a customer', async () => {
  simulation = new Simulation({ seed: 1, functions });
  const statuses: number[] = [];
  simulation.act('trace', async () => {
    for (const what of ['https://www.twilio.com/console/billing', `AC${'0'.repeat(32)}`]) {
      statuses.push((await ask(simulation, `trace ${what}`, 'sue', ['trace', { what }]))!.status);
    }
  });
  await simulation.pass(MINUTE);
  expect(statuses).toEqual([400, 400]);
});

test('is for supervisors', async () => {
  simulation = new Simulation({ seed: 1, functions });
  let answer: Awaited<ReturnType<typeof ask>>;
  simulation.act('trace', async () => {
    answer = await ask(simulation, 'trace', 'alice', ['trace', { what: SAM }]);
  });
  await simulation.pass(MINUTE);
  expect(answer).toMatchObject({ status: 403, body: { error: { code: 'SUPERVISOR_ONLY' } } });
});
