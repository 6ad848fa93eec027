import type { EventEmitter } from 'node:events';

import { Client } from '@twilio/conversations';
import { SyncClient } from 'twilio-sync';

import { leadTwilioHosts } from './leadTwilioHosts';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';

/** A running sandbox with the browser's SDKs, unmodified, in this process. */
export interface SdkSandbox {
  sandbox: RunningSandbox;
  /** The Conversations SDK, signed in and ready. */
  conversations(identity: string): Promise<Client>;
  /** The Sync SDK, connected, for Flex UI's live data or for another product: `data_sync` is one's own. */
  sync(identity: string, productId?: string): Promise<SyncClient>;
  /** The same with a token of one's own, for `data_sync`. */
  syncWith(token: string): Promise<SyncClient>;
  close(): Promise<void>;
}

export async function startWithSdks(): Promise<SdkSandbox> {
  const sandbox = await startSandbox();
  const endLead = leadTwilioHosts(sandbox.port);
  const clients: (Client | SyncClient)[] = [];
  async function sync(token: string, productId: string): Promise<SyncClient> {
    const client = new SyncClient(token, { productId });
    clients.push(client);
    await connected(client);
    return client;
  }
  return {
    sandbox,
    async conversations(identity) {
      const client = new Client(sandbox.token(identity));
      clients.push(client);
      await nextEvent(client, 'stateChanged', (state) => state === 'initialized');
      return client;
    },
    sync: (identity, productId = 'flex_insights') => sync(sandbox.token(identity), productId),
    syncWith: (token) => sync(token, 'data_sync'),
    async close() {
      // Shut down while it connects or subscribes, an SDK throws where no one can catch it.
      await Promise.all(clients.map((client) => connected(client)));
      const withConversations = clients.filter((client): client is Client => client instanceof Client);
      await Promise.all(withConversations.map((client) => subscribed(sandbox, client)));
      await Promise.all(clients.map((client) => client.shutdown()));
      endLead();
      await sandbox.close();
    },
  };
}

async function connected(client: Client | SyncClient): Promise<void> {
  if (client.connectionState !== 'connected') {
    await nextEvent(client, 'connectionStateChanged', (state) => state === 'connected');
  }
}

/** Resolves when the client hears of a change: then its subscriptions stand. */
async function subscribed(sandbox: RunningSandbox, client: Client): Promise<void> {
  const attributes = { heardBy: Math.random() };
  const heard = nextEvent(client.user, 'updated', () => JSON.stringify(client.user.attributes).includes('heardBy'));
  await sandbox.twilio.conversations.v1.users(client.user.identity).update({ attributes: JSON.stringify(attributes) });
  await heard;
}

/** The first event of this name that matches. */
export function nextEvent<T>(emitter: object, name: string, matches: (event: T) => boolean = () => true): Promise<T> {
  const source = emitter as EventEmitter;
  return new Promise((resolve) => {
    const listener = (event: T): void => {
      if (!matches(event)) return;
      source.off(name, listener);
      resolve(event);
    };
    source.on(name, listener);
  });
}
