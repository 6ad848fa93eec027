// One history: the sandbox's Twilio and our functions in this process, under one clock that goes on from event to event,
// with a seed in the place of chance. Actors are plain async functions that wait by `sleep` and ask by `request`.
import type { FunctionContext, FunctionEvent } from '../../serverless/src/runtime/FunctionsRuntime';
import type { Person } from '../../sandbox/src/model/Person';
import { Chance } from './Chance';
import { noFaults } from './Faults';
import type { Fault, Faults, Strike, Subject } from './Faults';
import { FunctionRun } from './FunctionRun';
import type { FunctionAnswer } from './FunctionRun';
import { InMemoryTwilio } from './InMemoryTwilio';
import { Sometimes } from './Sometimes';
import { Trace } from './Trace';
import { WebhookCarrier } from './WebhookCarrier';
import { FUNCTIONS_DOMAIN, VARIABLES, account } from './account';
import type { Functions } from './functions';

/** A Monday morning, when nothing forbids to write. */
const BEGINS = new Date('2026-03-02T16:00:00.000Z');

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

export interface SimulationOptions {
  /** Decides all that is left to chance. */
  seed: number;
  functions: Functions;
  faults?: Faults;
  /** Milliseconds, each way, in the place of chance. */
  latency?: number;
  /** Counts over all histories. */
  sometimes?: Sometimes;
}

export class Simulation {
  readonly chance: Chance;
  readonly twilio: InMemoryTwilio;
  readonly trace: Trace;
  readonly sometimes: Sometimes;
  readonly context: FunctionContext;
  /** What went wrong in this history, in sentences. None is to. */
  readonly failures: string[] = [];
  /** The faults that befell something, in order. */
  readonly strikes: Strike[] = [];
  private readonly functions: Functions;
  private readonly fixedLatency: number | undefined;
  private faults: Faults;
  private readonly actors = new Set<string>();
  /** All tasks that there have ever been, by SID, with their conversation: TaskRouter forgets those that are over. */
  readonly tasks = new Map<string, unknown>();

  constructor({ seed, functions, faults = noFaults, latency, sometimes = new Sometimes() }: SimulationOptions) {
    this.chance = new Chance(String(seed));
    this.functions = functions;
    this.fixedLatency = latency;
    this.faults = faults;
    this.sometimes = sometimes;
    const webhooks = new WebhookCarrier(this);
    this.twilio = new InMemoryTwilio({
      ...account,
      begins: BEGINS,
      random: this.chance.of('Twilio').next,
      carryWebhook: (webhook) => webhooks.carry(webhook),
    });
    this.trace = new Trace(() => this.now);
    const { sid, authToken } = this.world.account;
    this.context = { ACCOUNT_SID: sid, AUTH_TOKEN: authToken, DOMAIN_NAME: FUNCTIONS_DOMAIN, ...VARIABLES };
    this.world.events.on('task.routing', ({ task }) => this.tasks.set(task.sid, task.attributes['conversationSid']));
    // As the set-up makes an address of type `webhook`.
    for (const { autoCreation } of this.world.addresses.values()) {
      autoCreation.type = 'webhook';
      autoCreation.webhookUrl = `https://${FUNCTIONS_DOMAIN}/conversation-events`;
      autoCreation.webhookMethod = 'POST';
      autoCreation.webhookFilters = ['onParticipantAdded', 'onMessageAdded'];
    }
    const { taskrouter } = this.world.services;
    const available = taskrouter.activityByName('Available')!;
    for (const { workerSid } of this.world.people.values()) taskrouter.setActivity(workerSid, available.sid);
  }

  get world() {
    return this.twilio.world;
  }

  /** Milliseconds since 1970. */
  get now(): number {
    return this.world.clock.now().getTime();
  }

  person(identity: string): Person {
    return this.world.people.get(identity)!;
  }

  /** Runs `action` once after so many milliseconds; the returned function calls it off. */
  after(milliseconds: number, action: () => void): () => void {
    return this.world.clock.after(milliseconds, action);
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }

  /** How long something takes on its way: mostly little, now and then a second. */
  latency(chance: Chance): number {
    if (this.fixedLatency !== undefined) return this.fixedLatency;
    return chance.happens(0.03) ? chance.between(500, 1_500) : chance.between(5, 80);
  }

  /** What becomes of the thing of this name. */
  befall(subject: Subject, at: string): Fault | undefined {
    const fault = this.faults.befall(subject, at);
    if (!fault) return undefined;
    this.strikes.push({ at, fault });
    this.sometimes.mark(`${subject} ${fault}`);
    return fault;
  }

  /** From now on nothing is struck any more. What is late already still comes. */
  endFaults(): void {
    this.trace.add('simulation', 'the faults end');
    this.faults = noFaults;
  }

  fail(sentence: string): void {
    this.trace.add('simulation', 'FAILS', sentence);
    this.failures.push(sentence);
  }

  /** Lets an actor live beside the others. One that throws, or is never done, fails the history. */
  act(name: string, live: () => Promise<void>): void {
    this.actors.add(name);
    live().then(
      () => this.actors.delete(name),
      (error: unknown) => this.fail(`${name} broke down: ${error instanceof Error ? error.stack : String(error)}`),
    );
  }

  /** Actors who are not done. */
  get busy(): readonly string[] {
    return [...this.actors];
  }

  /**
   * Somebody asks a function, over a network.
   * @param name of this request, the same whenever the history is played, and no other's
   * @param fields with `Token` where the function takes one
   * @param headers beside the form's
   * @returns undefined where no answer comes back
   */
  async request(
    name: string,
    route: string,
    fields: Record<string, unknown>,
    headers: Record<string, string> = {},
  ): Promise<FunctionAnswer | undefined> {
    const chance = this.chance.of(name);
    await this.sleep(this.latency(chance));
    const length = { 'content-length': String(JSON.stringify(fields).length) };
    const request = { headers: { ...FORM, ...length, ...headers }, cookies: {} };
    const answer = await this.run(name, route, { ...fields, request });
    await this.sleep(this.latency(chance));
    const fault = this.befall('request', name);
    const { ok, error } = (answer.body ?? {}) as { ok?: boolean; error?: { code: string; field?: string } };
    this.trace.add(
      name,
      `POST /${route}`,
      `${answer.status} ${ok ? 'OK' : (error?.code ?? '')} ${error?.field ?? ''} ${fault ?? ''}`.trim(),
    );
    if (error?.code === 'INTERNAL') this.fail(`${name}: the function broke down`);
    return fault === undefined ? answer : undefined;
  }

  /** Runs a function as the runtime does. */
  run(name: string, route: string, event: FunctionEvent): Promise<FunctionAnswer> {
    const handler = this.functions.get(route);
    if (!handler) return Promise.resolve({ status: 404, body: undefined });
    return new FunctionRun(this, name).start(handler, event);
  }

  /** Lets so much time pass. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    await this.quiet();
    while (this.world.clock.step(end)) await this.quiet();
  }

  dispose(): void {
    this.twilio.dispose();
  }

  /** All that follows at once from an event is done before the next one. */
  private async quiet(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (this.twilio.isAtWork);
  }
}
