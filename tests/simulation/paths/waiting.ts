// The paths on which Alice puts a conversation aside, and it comes back.
import type { Simulation } from '../Simulation';
import type { Path } from './Path';
import { ask, pathAnswer } from './Path';
import { customerWrites } from './customerWrites';
import { aliceWrites } from './remedies';

/** Alice works on a conversation; answers how she puts it aside. */
async function working(simulation: Simulation): Promise<Record<string, string>> {
  const conversationSid = await aliceWrites(simulation);
  const task = [...simulation.world.tasks.values()].find(
    ({ attributes }) => attributes['conversationSid'] === conversationSid,
  );
  return { act: 'wait', taskSid: task!.sid, waitsFor: 'reply', note: 'She sends the invoice number.' };
}

export const park: Path = {
  name: 'POST /people: wait',
  tasks: 1,
  async prepare(simulation) {
    const fields = await working(simulation);
    return async (count) =>
      pathAnswer(await ask(simulation, `request ${count}`, 'alice', ['people', fields]), 'put aside');
  },
};

export const back: Path = {
  name: 'POST /outreach-reply: put aside',
  tasks: 1,
  run: 'webhook onMessageAdded to outreach-reply 1',
  async prepare(simulation) {
    const fields = await working(simulation);
    await ask(simulation, 'before too', 'alice', ['people', fields]);
    return (count) => customerWrites(simulation, count);
  },
};
