// A signed-in plugin, which asks for a sweep every few minutes.
import type { Simulation } from '../Simulation';

const EVERY_MILLISECONDS = 5 * 60_000;

export async function plugin(simulation: Simulation, identity: string, times: number): Promise<void> {
  const { token } = simulation.world.services.iam.issueToken(simulation.person(identity));
  for (let count = 1; count <= times; count += 1) {
    await simulation.sleep(EVERY_MILLISECONDS);
    const answer = await simulation.request(`plugin ${count}`, 'janitor', { Token: token });
    const { findings } = (answer?.body ?? {}) as { findings?: { finding: string }[] };
    for (const { finding } of findings ?? []) simulation.sometimes.mark(`janitor found ${finding}`);
  }
}
