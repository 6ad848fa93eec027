// Two agents go on in one resting conversation at nearly the same moment: one has the customer, and the other is told.
import { Simulation } from './Simulation';
import type { Functions } from './functions';
import { nobodyIsAlone } from './invariants';
import { SAM, ask, startFields } from './paths/Path';
import { leaveResting } from './paths/starts';

/** Longer than both take, with the webhooks that follow. */
const MILLISECONDS = 60_000;

/** What is not as it must be, by seeds, which decide how far the two are apart and how long each call takes. */
export async function rivalsIn(functions: Functions, { seeds }: { seeds: readonly number[] }): Promise<string[]> {
  const wrong: string[] = [];
  for (const seed of seeds) {
    const simulation = new Simulation({ seed, functions });
    const { world } = simulation;
    const outcomes: string[] = [];
    simulation.act('rivals', async () => {
      const reuseConversationSid = await leaveResting(simulation);
      const goOn = async (identity: string): Promise<void> => {
        await simulation.sleep(simulation.chance.of(identity).between(1, 300));
        const fields = { ...startFields(simulation, identity), body: `From ${identity}`, reuseConversationSid };
        const answer = await ask(simulation, identity, identity, ['interactions', fields]);
        const { ok, error } = answer!.body as { ok: boolean; error?: { code: string } };
        outcomes.push(ok ? 'started' : error!.code);
      };
      await Promise.all([goOn('alice'), goOn('bob')]);
    });
    await simulation.pass(MILLISECONDS);
    const sent = world.messageLog.filter(({ to, body }) => to === SAM && body.startsWith('From ')).length;
    const said = `${outcomes.sort().join(' and ')}, ${sent} sent`;
    if (said !== 'CONVERSATION_CHANGED and started, 1 sent') wrong.push(`${seed}: ${said}`);
    wrong.push(...[...simulation.failures, ...nobodyIsAlone(simulation)].map((sentence) => `${seed}: ${sentence}`));
    simulation.dispose();
  }
  return wrong;
}
