// A system of the business that reminds a customer of something, and asks again with the same key where it got no answer.
import { CARE, SYSTEM_KEY } from '../account';
import type { Ledger } from '../Ledger';
import type { Simulation } from '../Simulation';

const MOST_TRIES = 3;

interface Results {
  results?: { ok: boolean; started?: object }[];
}

export async function system(simulation: Simulation, ledger: Ledger, name: string, to: string): Promise<void> {
  const chance = simulation.chance.of(name);
  const key = chance.uuid();
  const text = `Reminder by ${name}`;
  const asked = ledger.ask(name, key, text);
  const reminders = [{ key, channel: 'sms', to, from: CARE, body: text }];
  await simulation.sleep(chance.between(1, 60_000));
  for (let count = 1; count <= MOST_TRIES; count += 1) {
    const answer = await simulation.request(
      `${name} ${count}`,
      'reminders',
      { reminders },
      { authorization: `Bearer ${SYSTEM_KEY}` },
    );
    const [result] = (answer?.body as Results | undefined)?.results ?? [];
    asked.answers.push(result && { status: answer?.status ?? 0, body: result });
    if (result?.ok) {
      simulation.sometimes.mark('reminder sent');
      return;
    }
    await simulation.sleep(chance.between(1_000, 40_000));
  }
}
