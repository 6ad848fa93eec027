// The paths on which another agent meets a conversation that Alice works on.
import type { Simulation } from '../Simulation';
import { CARE } from '../account';
import type { Path } from './Path';
import { SAM, ask, pathAnswer, startFields } from './Path';

const WEBHOOKS_MILLISECONDS = 5_000;

export function accept(simulation: Simulation, identity: string): void {
  const { world } = simulation;
  const { workerSid } = simulation.person(identity);
  const offered = [...world.reservations.values()].find(
    (one) => one.workerSid === workerSid && one.status === 'pending',
  );
  world.services.taskrouter.setReservation(offered!.sid, 'accepted');
}

/** Answers the conversation's SID. */
export async function aliceWrites(simulation: Simulation): Promise<string> {
  const answer = await ask(simulation, 'before', 'alice', ['interactions', startFields(simulation, 'before')]);
  await simulation.sleep(WEBHOOKS_MILLISECONDS);
  accept(simulation, 'alice');
  const { started } = answer!.body as { started: { conversationSid: string } };
  return started.conversationSid;
}

export const openConversations: Path = {
  name: 'POST /open-conversations',
  tasks: 1,
  async prepare(simulation) {
    await aliceWrites(simulation);
    const fields = { channel: 'sms', to: SAM, from: CARE };
    return async (count) =>
      pathAnswer(await ask(simulation, `request ${count}`, 'bob', ['open-conversations', fields]), 'told');
  },
};

export const join: Path = {
  name: 'POST /remedies: join',
  tasks: 2,
  async prepare(simulation) {
    const fields = { remedy: 'join', conversationSid: await aliceWrites(simulation) };
    return async (count) =>
      pathAnswer(await ask(simulation, `request ${count}`, 'bob', ['remedies', fields]), 'invited');
  },
};

export const finishTakeOver: Path = {
  name: 'POST /remedies: finishTakeOver',
  tasks: 2,
  async prepare(simulation) {
    const conversationSid = await aliceWrites(simulation);
    await ask(simulation, 'before too', 'bob', [
      'remedies',
      { remedy: 'takeOver', conversationSid, reason: 'I know her case.' },
    ]);
    await simulation.sleep(WEBHOOKS_MILLISECONDS);
    accept(simulation, 'bob');
    const fields = { remedy: 'finishTakeOver', conversationSid };
    return async (count) =>
      pathAnswer(await ask(simulation, `request ${count}`, 'bob', ['remedies', fields]), 'taken over');
  },
};
