// Real functions over HTTP in the real Functions runtime, a sandbox with its sockets, and agents of whom some have the real
// Conversations SDK: all at once, in real time, while calls fail, answers get lost, sockets break and the functions are
// killed. Then a time without faults follows, in which everything has to come to rest; that time is let go fast.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { Client } from '@twilio/conversations';

import type { JanitorFinding } from '../../src/contract/janitor';
import type { SeededPerson } from '../../sandbox/src/seed/seedContactCentre';
import { seedPeople } from '../../sandbox/src/seed/seedContactCentre';
import { leadTwilioHosts } from '../sandbox/leadTwilioHosts';
import { nextEvent } from '../sandbox/sdkClients';
import { startSandbox } from '../sandbox/startSandbox';
import type { RunningSandbox } from '../sandbox/startSandbox';
import { startFunctions } from '../serverless/startFunctions';
import type { RunningFunctions } from '../serverless/startFunctions';
import { Chance } from '../simulation/Chance';
import { FUNCTIONS_DOMAIN, VARIABLES, account } from '../simulation/account';
import { nobodyIsAlone } from '../simulation/invariants';
import { SoakLedger } from './SoakLedger';
import type { Row, SoakAnswer } from './SoakLedger';
import { agent, customers, system, visitor } from './actors';

const FUNCTIONS_URL = `https://${FUNCTIONS_DOMAIN}`;

/** The share of all requests to Twilio that fail in each of these ways. */
const RATE = 0.02;
/** Longer than the functions wait for an answer. */
const SILENT_MILLISECONDS = 3_500;
const FAULTS = [
  { status: 500, errorRate: RATE },
  { status: 503, errorRate: RATE },
  { status: 429, retryAfter: 1, errorRate: RATE },
  // Nothing is done, and the caller gives it up.
  { status: 504, latency: SILENT_MILLISECONDS, errorRate: RATE / 4 },
  { loseAnswer: true, errorRate: RATE },
  // It is done after the caller has given it up.
  { loseAnswer: true, latency: SILENT_MILLISECONDS, errorRate: RATE / 2 },
  { host: 'flex-api', method: 'POST', path: '/v1/Interactions', channelFails: 45354, errorRate: 0.05 },
];

/** All that waits or is late is over by then; after that, when a sweep finds nothing more to see to. */
const CALM_MILLISECONDS = 26 * 60_000;
const LONGEST_MILLISECONDS = 4 * 60 * 60_000;
const STEP_MILLISECONDS = 30_000;
const SWEEP_EVERY_STEPS = 10;

export interface SoakOptions {
  /** Decides who does what, and which request fails. When each thing happens is up to the computer. */
  seed: number;
  /** How long there are faults. */
  milliseconds: number;
  agents: number;
  /** Of the agents, those with the real Conversations SDK. */
  withSdk: number;
  customers: number;
  /** How often the functions are killed. */
  kills: number;
}

export interface SoakReport {
  rows: Record<string, Row>;
  /** None is to be here. */
  unexplained: string[];
  /** How often each thing went wrong. */
  faults: Record<string, number>;
  /** Requests to the functions, by people, systems and Twilio. */
  requests: number;
  /** What the functions wrote, and what was asked and answered. */
  log: string[];
  /** Of the time without faults, until all was at rest. */
  minutes: number;
  /** What the last sweep still found and could not bring to an end. */
  left: JanitorFinding[];
}

/** What an agent has: alone, or a connection of the real SDK beside it. */
export interface Desk {
  identity: string;
  workerSid: string;
  client?: Client;
}

export class Soak {
  readonly ledger: SoakLedger;
  readonly customers: readonly string[];
  readonly chance: Chance;
  /** From now on nobody begins anything new. */
  isEnding = false;
  readonly faults: Record<string, number> = {};
  private functions!: RunningFunctions;
  private readonly desks: Desk[] = [];
  private readonly actors = new Set<Promise<void>>();
  /** Of those that were killed. */
  private readonly log: string[] = [];
  private underWay = 0;
  private requests = 0;
  private ahead = 0;
  private left: JanitorFinding[] = [];
  private readonly folder = mkdtempSync(path.join(os.tmpdir(), 'soak-'));
  private readonly clockFile = path.join(this.folder, 'ahead');

  private constructor(
    readonly sandbox: RunningSandbox,
    private readonly options: SoakOptions,
  ) {
    this.chance = new Chance(String(options.seed));
    this.ledger = new SoakLedger(sandbox.world);
    this.customers = Array.from({ length: options.customers }, (_, index) => `+1202555${1000 + index}`);
  }

  static async run(options: SoakOptions): Promise<SoakReport> {
    const random = new Chance(`${options.seed} Twilio`).next;
    // At any hour of the day.
    const controls = {
      ...(account.uiAttributes!['messaging_controls'] as object),
      quietHours: { from: '00:00', to: '00:00' },
    };
    const sandbox = await startSandbox({ ...account, random, uiAttributes: { messaging_controls: controls } });
    const endLead = leadTwilioHosts(sandbox.port);
    const soak = new Soak(sandbox, options);
    try {
      await soak.prepare();
      await soak.withFaults();
      await soak.withoutFaults();
      return await soak.report();
    } finally {
      await Promise.all(soak.desks.flatMap(({ client }) => (client ? [client.shutdown()] : [])));
      endLead();
      await soak.functions?.close();
      await sandbox.close();
      rmSync(soak.folder, { recursive: true });
    }
  }

  get world() {
    return this.sandbox.world;
  }

  /** By the world's time. */
  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.world.clock.after(milliseconds, resolve));
  }

  /** Lets an actor live beside the others. */
  act(name: string, live: () => Promise<void>): void {
    const life: Promise<void> = live()
      .catch((error: unknown) => {
        this.ledger.unexplained.push(`${name} broke down: ${error instanceof Error ? error.stack : String(error)}`);
      })
      .finally(() => this.actors.delete(life));
    this.actors.add(life);
  }

  /** Something that time must not jump over. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.underWay += 1;
    try {
      return await work();
    } finally {
      this.underWay -= 1;
    }
  }

  /**
   * Asks a function as a form, or as JSON where there are headers for it.
   * @returns undefined where no answer comes back
   */
  request(route: string, fields: object, headers: Record<string, string> = {}): Promise<SoakAnswer | undefined> {
    this.requests += 1;
    return this.during(async () => {
      try {
        const answer = await fetch(`${this.functions.url}/${route}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(fields),
        });
        const body = (await answer.json()) as SoakAnswer['body'];
        if (body.error?.code === 'INTERNAL') this.ledger.unexplained.push(`/${route} broke down`);
        return { status: answer.status, body };
      } catch {
        // The functions are being killed, or are not there yet.
        this.count('answer of a function lost');
        return undefined;
      }
    });
  }

  /** Somebody who is signed in asks a function. */
  requestBy(identity: string, route: string, fields: object): Promise<SoakAnswer | undefined> {
    return this.request(route, { ...fields, Token: this.sandbox.token(identity) });
  }

  count(fault: string): void {
    this.faults[fault] = (this.faults[fault] ?? 0) + 1;
  }

  private async prepare(): Promise<void> {
    const { world, chance, options } = this;
    this.setAhead(0);
    this.functions = await this.start();
    // As the set-up makes an address of type `webhook`.
    for (const { autoCreation } of world.addresses.values()) {
      autoCreation.type = 'webhook';
      autoCreation.webhookUrl = `${FUNCTIONS_URL}/conversation-events`;
      autoCreation.webhookMethod = 'POST';
      autoCreation.webhookFilters = ['onParticipantAdded', 'onMessageAdded'];
    }
    world.events.on('webhook', () => (this.requests += 1));
    const people = Array.from({ length: options.agents }, (_, index): SeededPerson => {
      const name = `agent-${index + 1}`;
      return { identity: name, fullName: `Agent ${index + 1}`, roles: ['agent'], skills: ['support'] };
    });
    seedPeople(world, people);
    for (const [index, { identity }] of people.entries()) {
      const { workerSid } = world.people.get(identity)!;
      const desk: Desk = { identity, workerSid };
      if (index < options.withSdk) {
        desk.client = new Client(this.sandbox.token(identity), { logLevel: 'silent' });
        await nextEvent(desk.client, 'stateChanged', (state) => state === 'initialized');
      }
      this.desks.push(desk);
    }
    customers(this, chance.of('customers'));
  }

  private async withFaults(): Promise<void> {
    const { world, options, chance } = this;
    this.countFaults();
    world.faults.replace({ rules: FAULTS });
    for (const desk of this.desks) agent(this, desk);
    system(this, 'system');
    visitor(this, 'visitor');
    const own = chance.of('breakdowns');
    const pause = options.milliseconds / (options.kills + 1);
    for (let kill = 0; kill <= options.kills; kill += 1) {
      const until = own.between(1, pause);
      await this.sleep(until);
      this.count('websockets broken');
      this.sandbox.dropSockets();
      await this.sleep(pause - until);
      if (kill === options.kills) break;
      this.count('functions killed');
      await this.functions.close();
      this.log.push(...this.functions.log);
      this.functions = await this.start();
    }
  }

  private async withoutFaults(): Promise<void> {
    this.isEnding = true;
    this.world.faults.replace({ rules: [] });
    await this.quiet();
    this.ledger.endFaults();
    let isAtRest = false;
    for (let step = 1; !isAtRest && step * STEP_MILLISECONDS <= LONGEST_MILLISECONDS; step += 1) {
      this.setAhead(this.ahead + STEP_MILLISECONDS);
      this.world.clock.advance(STEP_MILLISECONDS);
      await this.quiet();
      if (step % SWEEP_EVERY_STEPS !== 0) continue;
      const isClean = await this.sweep();
      isAtRest = isClean && step * STEP_MILLISECONDS >= CALM_MILLISECONDS;
    }
    await Promise.all(this.actors);
    await this.quiet();
  }

  /** As a plugin does in the browser of somebody who is signed in. Whether nothing is left to see to. */
  private async sweep(): Promise<boolean> {
    const answer = await this.requestBy('sue', 'janitor', {});
    if (!answer?.body.ok) this.ledger.unexplained.push(`the sweep said ${JSON.stringify(answer)}`);
    await this.quiet();
    const { isComplete = false, findings = [] } = answer?.body ?? {};
    this.left = findings;
    return isComplete && findings.length === 0;
  }

  private async report(): Promise<SoakReport> {
    const { ledger, faults, requests } = this;
    await this.quiet();
    const rows = ledger.rows();
    const alone = nobodyIsAlone(this);
    const log = [...this.log, ...this.functions.log, ...ledger.asked.map((asked) => JSON.stringify(asked))];
    const broken = log.filter((line) => line.includes('"outcome":"INTERNAL"'));
    return {
      rows,
      unexplained: [...ledger.unexplained, ...alone, ...broken],
      faults,
      requests,
      log,
      minutes: this.ahead / 60_000,
      left: this.left,
    };
  }

  private async start(): Promise<RunningFunctions> {
    const { sid, authToken } = this.world.account;
    const functions = await startFunctions({
      twilioUrl: `http://127.0.0.1:${this.sandbox.port}`,
      environment: { ACCOUNT_SID: sid, AUTH_TOKEN: authToken, PUBLIC_URL: FUNCTIONS_URL, ...VARIABLES },
      isCold: false,
      clockFile: this.clockFile,
    });
    this.world.hosts = { [FUNCTIONS_URL]: functions.url };
    return functions;
  }

  /** At once for whoever reads it. */
  private setAhead(milliseconds: number): void {
    this.ahead = milliseconds;
    writeFileSync(`${this.clockFile}.new`, String(milliseconds));
    renameSync(`${this.clockFile}.new`, this.clockFile);
  }

  private countFaults(): void {
    const { faults } = this.world;
    const strike = faults.strike.bind(faults);
    faults.strike = (request) => {
      const struck = strike(request);
      const slow = struck.latency > 0 ? ', late' : '';
      if (struck.error) this.count(`${struck.error.status}${slow}`);
      if (struck.loseAnswer) this.count(`answer of Twilio lost${slow}`);
      if (struck.channelFails !== undefined) this.count('channel failed');
      return struck;
    };
  }

  /** Resolves when no request and no webhook is under way. */
  private async quiet(): Promise<void> {
    const isQuiet = (): boolean =>
      this.underWay === 0 && this.world.webhookLog.every(({ state }) => state !== 'sending');
    for (let calm = 0; calm < 3; calm = isQuiet() ? calm + 1 : 0)
      await new Promise((resolve) => setTimeout(resolve, 4));
  }
}
