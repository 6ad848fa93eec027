import { randomUUID } from 'node:crypto';
import http from 'node:http';

import type { BackendError } from '../../src/contract/errors';
import type { InteractionsRequest } from '../../src/contract/startConversation';
import type { StartedConversation } from '../../src/contract/startedConversation';
import { startSandbox } from '../sandbox/startSandbox';
import type { RunningSandbox } from '../sandbox/startSandbox';
import { until } from '../sandbox/until';
import { FaultProxy } from './FaultProxy';
import { startFunctions } from './startFunctions';
import type { RunningFunctions } from './startFunctions';

export const ORIGIN = 'http://localhost:4567';
export const CARE = '+14155550100';
export const SAM = '+14155550143';
/** Our page on Messenger. */
export const PAGE = '104155550100';
/** Our sender of RCS. */
export const RCS = 'customer_care_agent';
/** Our business on Apple Messages. */
export const APPLE = '3f6c2a88-51d0-4e7b-9c1e-2b7a0d4e9f11';

export const SENDERS = [
  { address: CARE, channel: 'sms', name: 'Customer care' },
  { address: '+14155550101', channel: 'sms', name: 'Orders' },
  { address: CARE, channel: 'whatsapp', name: 'Customer care' },
  { address: PAGE, channel: 'messenger', name: 'Our page' },
  { address: RCS, channel: 'rcs', name: 'Customer care' },
  { address: APPLE, channel: 'apple', name: 'Customer care' },
  { address: 'website', channel: 'chat', name: 'Our website' },
];

export type StartAnswer = { ok: true; started: StartedConversation } | { ok: false; error: BackendError };

export interface Answer<Body = StartAnswer> {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Body;
}

/** The real functions over the sandbox, with a proxy between them that can fail. */
export class Backend {
  private constructor(
    readonly sandbox: RunningSandbox,
    readonly proxy: FaultProxy,
    readonly functions: RunningFunctions,
  ) {}

  static async start({
    isCold,
    settings = {},
    variables = {},
    sandbox: more = {},
  }: {
    isCold: boolean;
    /** Beside the senders. */
    settings?: Record<string, unknown>;
    /** More of the functions' environment. */
    variables?: Record<string, string>;
    /** More of the sandbox's options. */
    sandbox?: Parameters<typeof startSandbox>[0];
  }): Promise<Backend> {
    const sandbox = await startSandbox({
      ...more,
      uiAttributes: { messaging_controls: { senders: SENDERS, ...settings } },
    });
    const proxy = new FaultProxy(`http://127.0.0.1:${sandbox.port}`);
    await proxy.listen();
    const { account } = sandbox.world;
    const environment = {
      ACCOUNT_SID: account.sid,
      AUTH_TOKEN: account.authToken,
      ALLOWED_ORIGINS: ORIGIN,
      ...variables,
    };
    return new Backend(sandbox, proxy, await startFunctions({ twilioUrl: proxy.url, environment, isCold }));
  }

  async close(): Promise<void> {
    await this.functions.close();
    await this.proxy.close();
    await this.sandbox.close();
  }

  /** A new world, with Alice and Bob available. */
  reset(): void {
    this.proxy.reset();
    this.sandbox.reset();
    const { taskrouter } = this.sandbox.world.services;
    const available = taskrouter.activityByName('Available')!;
    for (const identity of ['alice', 'bob']) taskrouter.setActivity(this.workerSid(identity), available.sid);
  }

  /** Twilio tells the functions of interactions, as the set-up makes it. */
  async installInteractionsWebhook(): Promise<void> {
    const { world, twilio } = this.sandbox;
    await twilio.request({
      method: 'post',
      uri: `https://flex-api.twilio.com/v1/Instances/${world.flexInstanceSid}/InteractionWebhooks`,
      data: {
        WebhookUrl: `${this.functions.url.replace('127.0.0.1', 'localhost')}/interaction-events`,
        WebhookMethod: 'POST',
        WebhookEvents: ['onChannelCreated', 'onChannelCreateFailed', 'onChannelStatusUpdated', 'onParticipantJoined'],
        Type: 'global',
      },
    });
  }

  /** When the functions have heard of all that has happened. */
  async settled(): Promise<void> {
    await this.proxy.quiet();
    await until(() => this.sandbox.world.webhookLog.every(({ state }) => state !== 'sending'));
    await this.proxy.quiet();
  }

  /** How often TaskRouter was asked to search tasks. */
  get searches(): number {
    return this.proxy.requests.filter((name) => /^GET .*\/Tasks$/.test(name)).length;
  }

  workerSid(identity: string): string {
    return this.sandbox.world.people.get(identity)!.workerSid;
  }

  /** What the panel sends: a new request of Alice to Sam, where nothing else is said. */
  request(change: Partial<InteractionsRequest> = {}): InteractionsRequest {
    return {
      requestId: randomUUID(),
      channel: 'sms',
      to: SAM,
      from: CARE,
      customerName: 'Sam Customer',
      body: 'Hello Sam',
      ...change,
    };
  }

  send(
    request: InteractionsRequest,
    { token = this.sandbox.token('alice'), origin = ORIGIN }: { token?: string; origin?: string } = {},
  ): Promise<Answer> {
    return this.post<StartAnswer>('interactions', { ...request, Token: token }, { origin });
  }

  /** What this agent's panel asks of any route. */
  ask<Body>(identity: string, route: string, fields: Record<string, string>): Promise<Answer<Body>> {
    return this.post<Body>(route, { ...fields, Token: this.sandbox.token(identity) });
  }

  /** A form to any route. */
  post<Body>(
    route: string,
    fields: Record<string, string>,
    headers: Record<string, string> = { origin: ORIGIN },
  ): Promise<Answer<Body>> {
    const body = new URLSearchParams(fields).toString();
    const all = { 'content-type': 'application/x-www-form-urlencoded', ...headers };
    return new Promise((resolve, reject) => {
      const url = `${this.functions.url}/${route}`;
      const sent = http.request(url, { method: 'POST', headers: all, agent: false }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (data: string) => (text += data));
        answer.on('end', () => {
          const { statusCode = 0, headers } = answer;
          resolve({ status: statusCode, headers, body: (text === '' ? undefined : JSON.parse(text)) as Body });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** Everything in the contact centre that a started conversation consists of. */
  state() {
    const { world } = this.sandbox;
    return {
      // An attempt that was taken back leaves one that is closed, with no customer or no message in it.
      conversations: [...world.conversations.values()].filter(
        ({ state, participants, messages }) => state !== 'closed' || (participants.size > 0 && messages.length > 0),
      ),
      interactions: [...world.interactions.values()],
      liveInteractions: [...world.interactions.values()].filter(
        ({ channel }) => !['closed', 'failed'].includes(channel.status),
      ),
      openTasks: [...world.tasks.values()].filter(
        ({ assignmentStatus }) => !['completed', 'canceled'].includes(assignmentStatus),
      ),
      messagesSent: world.messageLog.filter(({ direction }) => direction === 'outbound-api'),
    };
  }

  expectNothingLeft(): void {
    const { conversations, liveInteractions, openTasks, messagesSent } = this.state();
    expect({ conversations, liveInteractions, openTasks, messagesSent }).toEqual({
      conversations: [],
      liveInteractions: [],
      openTasks: [],
      messagesSent: [],
    });
  }

  /** Exactly one conversation, interaction, task and message, and they are those of the answer. */
  expectStarted(answer: Answer, status: 200 | 201 = 201): void {
    expect(answer).toMatchObject({ status, body: { ok: true } });
    if (!answer.body.ok) return;
    const { started } = answer.body;
    const { conversations, liveInteractions, openTasks, messagesSent } = this.state();
    expect(conversations.map(({ sid }) => sid)).toEqual([started.conversationSid]);
    expect(conversations[0]?.messages.map(({ sid }) => sid)).toEqual([started.messageSid]);
    expect(liveInteractions.map(({ sid, channel }) => [sid, channel.sid])).toEqual([
      [started.interactionSid, started.interactionChannelSid],
    ]);
    expect(openTasks.map(({ sid }) => sid)).toEqual([started.taskSid]);
    expect(messagesSent).toHaveLength(1);
  }
}
