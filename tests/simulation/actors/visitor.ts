// A visitor of the website, who fills in its form, and sends it again where it says that it failed.
import { WEBSITE } from '../account';
import type { Simulation } from '../Simulation';

const MOST_TRIES = 3;

export async function visitor(simulation: Simulation, name: string, number: string): Promise<void> {
  const chance = simulation.chance.of(name);
  const fields = { requestId: chance.uuid(), name: 'Vera Visitor', number, message: `Form of ${name}` };
  await simulation.sleep(chance.between(1, 60_000));
  for (let count = 1; count <= MOST_TRIES; count += 1) {
    const answer = await simulation.request(`${name} ${count}`, 'contact-requests', fields, { origin: WEBSITE });
    if (answer?.status === 200 || answer?.status === 201) {
      simulation.sometimes.mark('form sent');
      return;
    }
    await simulation.sleep(chance.between(1_000, 40_000));
  }
}
