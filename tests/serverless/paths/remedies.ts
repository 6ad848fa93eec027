import { CARE, SAM } from '../backend';
import type { Backend } from '../backend';
import type { Path } from './Path';
import { pathAnswer } from './Path';

/** Alice works on a conversation with Sam; answers its SID. */
async function aliceWrites(backend: Backend): Promise<string> {
  await backend.installInteractionsWebhook();
  await backend.send(backend.request());
  await backend.settled();
  accept(backend, 'alice');
  return backend.state().conversations[0]!.sid;
}

function accept(backend: Backend, identity: string): void {
  const { world } = backend.sandbox;
  const workerSid = backend.workerSid(identity);
  const offered = [...world.reservations.values()].find(
    (one) => one.workerSid === workerSid && one.status === 'pending',
  );
  world.services.taskrouter.setReservation(offered!.sid, 'accepted');
}

export const openConversations: Path = {
  name: 'POST /open-conversations',
  messages: 0,
  async prepare(backend) {
    await aliceWrites(backend);
    const fields = { channel: 'sms', to: SAM, from: CARE };
    return async () => pathAnswer(await backend.ask('bob', 'open-conversations', fields), 'told');
  },
};

export const join: Path = {
  name: 'POST /remedies: join',
  messages: 0,
  async prepare(backend) {
    const conversationSid = await aliceWrites(backend);
    return async () => pathAnswer(await backend.ask('bob', 'remedies', { remedy: 'join', conversationSid }), 'invited');
  },
};

export const finishTakeOver: Path = {
  name: 'POST /remedies: finishTakeOver',
  messages: 0,
  async prepare(backend) {
    const conversationSid = await aliceWrites(backend);
    await backend.ask('bob', 'remedies', { remedy: 'takeOver', conversationSid });
    accept(backend, 'bob');
    return async () =>
      pathAnswer(await backend.ask('bob', 'remedies', { remedy: 'finishTakeOver', conversationSid }), 'taken over');
  },
};
