import { Client } from '@twilio/conversations';
import type { Conversation, Message } from '@twilio/conversations';

import { leadTwilioHosts } from '../tests/sandbox/leadTwilioHosts';
import { startSandboxProcess } from './sandboxProcess';
import type { SandboxProcess } from './sandboxProcess';
import type { Result } from './Result';

const MESSAGES = 4000;
/** Messages of one conversation that are on their way at once. */
const WINDOW = 4;
const AIM_PER_SECOND = 200;

interface Described {
  workers: { identity: string; roles: string[] }[];
}

async function tokenOf(url: string, identity: string): Promise<string> {
  const body = new URLSearchParams({ identity });
  const response = await fetch(`${url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
  return new URL(response.headers.get('location') ?? '').searchParams.get('Token') ?? '';
}

async function signIn(url: string, identity: string): Promise<Client> {
  const client = new Client(await tokenOf(url, identity), { logLevel: 'silent' });
  await new Promise<void>((resolve) => {
    client.on('stateChanged', (state) => state === 'initialized' && resolve());
  });
  return client;
}

/** What one conversation was sent, and what its listener heard. */
class Line {
  sent = 0;
  readonly heard: number[] = [];
  private waiting: (() => void)[] = [];

  constructor(readonly conversation: Conversation) {
    conversation.on('messageAdded', ({ body }: Message) => {
      this.heard.push(Number(/^Message (\d+)$/.exec(body ?? '')?.[1]));
      this.waiting.shift()?.();
    });
  }

  /** Writes so many, with a few on their way at a time; resolves when all have come back by the websocket. */
  async run(count: number): Promise<void> {
    while (this.heard.length < count) {
      while (this.sent < count && this.sent - this.heard.length < WINDOW) {
        void this.conversation.sendMessage(`Message ${this.sent}`);
        this.sent += 1;
      }
      if (this.heard.length < count) await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }
}

async function measure({ url }: SandboxProcess): Promise<{ seconds: number; lost: number; disordered: number }> {
  const { workers } = (await (await fetch(`${url}/sandbox`)).json()) as Described;
  const agents = workers.filter(({ roles }) => roles.includes('agent'));
  const clients = await Promise.all(agents.map(({ identity }) => signIn(url, identity)));
  const subscribed = await Promise.all(clients.map((client) => client.getSubscribedConversations()));
  const lines = subscribed.flatMap(({ items }) => items.map((conversation) => new Line(conversation)));
  // Only once a conversation's messages are fetched is it sure that its subscription stands.
  await Promise.all(lines.map(({ conversation }) => conversation.getMessages(1)));
  const count = Math.ceil(MESSAGES / lines.length);
  const start = performance.now();
  await Promise.all(lines.map((line) => line.run(count)));
  const seconds = (performance.now() - start) / 1000;
  const lost = lines.reduce((sum, { sent, heard }) => sum + sent - new Set(heard).size, 0);
  const disordered = lines.filter(({ heard }) => heard.some((number, index) => number !== index)).length;
  await Promise.all(clients.map((client) => client.shutdown()));
  return { seconds, lost, disordered };
}

/** Messages per second, from `sendMessage` of the real SDK to its `messageAdded`, with 10 agents in 50 conversations. */
export async function messages(): Promise<Result[]> {
  const sandbox = await startSandboxProcess('busy');
  const endLead = leadTwilioHosts(sandbox.port);
  try {
    const { seconds, lost, disordered } = await measure(sandbox);
    return [
      {
        what: 'Messages through the websocket, 10 agents in 50 conversations',
        measured: `${Math.round(MESSAGES / seconds)} per second, ${lost} lost, ${disordered} conversations out of order`,
        aim: `${AIM_PER_SECOND} per second, none lost, none out of order`,
      },
    ];
  } finally {
    endLead();
    await sandbox.close();
  }
}
