import { setImmediate } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';

import { createSandbox } from '../sandbox/src/createSandbox';
import type { Result } from './Result';

const MESSAGES = 10_000;
const SETTLE_MS = 10_000;
const CUSTOMERS = 50;

/** Megabytes in use once everything that can go has gone. */
function used(): number {
  v8.setFlagsFromString('--expose-gc');
  (vm.runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** What 10,000 messages from customers, and as many answers' receipts, leave in memory. */
export async function memory(): Promise<Result[]> {
  const sandbox = await createSandbox({ port: 0, seed: 'busy' });
  try {
    const { world } = sandbox;
    const conversations = [...world.conversations.values()].slice(0, CUSTOMERS);
    const before = used();
    for (let count = 0; count < MESSAGES; count += 1) {
      const conversation = conversations[count % conversations.length]!;
      const identity = [...conversation.participants.values()].find((participant) => participant.identity)?.identity;
      const customer = [...conversation.participants.values()].find((participant) => participant.messagingBinding);
      const { address = '', proxyAddress = '' } = customer?.messagingBinding ?? {};
      const body = `Message ${count} of ${MESSAGES}, of an ordinary length for a short message.`;
      if (count % 2 === 0) world.services.messaging.receive({ channel: 'sms', from: address, to: proxyAddress, body });
      else world.services.conversations.addMessage(conversation.sid, { author: identity ?? 'system', body });
      if (count % 100 === 0) await setImmediate();
    }
    world.clock.advance(SETTLE_MS);
    const after = used();
    return [
      {
        what: 'Memory after 10,000 messages in 50 conversations, half of them sent to phones',
        measured: `${Math.round(after)} MB of heap, ${Math.round(after - before)} MB more than before`,
        aim: '—',
      },
    ];
  } finally {
    await sandbox.close();
  }
}
