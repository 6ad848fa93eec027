// A customer who answers the messages that reach their phone: at once, late, or not at all; and one who writes first.
import type { Simulation } from '../Simulation';

export function customer(simulation: Simulation, address: string): void {
  const { world } = simulation;
  let heard = 0;
  world.events.on('messaging.logged', ({ message }) => {
    if (message.direction !== 'outbound-api' || !message.to.endsWith(address)) return;
    heard += 1;
    const name = `customer ${address} ${heard}`;
    const chance = simulation.chance.of(name);
    const { channel, from, to } = message;
    simulation.trace.add(name, 'gets', message.body);
    if (chance.happens(0.3)) return;
    const isPrompt = chance.happens(0.6);
    simulation.sometimes.mark(isPrompt ? 'customer answered at once' : 'customer answered late');
    simulation.act(name, async () => {
      await simulation.sleep(isPrompt ? chance.between(1, 2_000) : chance.between(10_000, 240_000));
      const plain = (one: string): string => one.replace(/^\w+:/, '');
      simulation.trace.add(name, 'answers');
      world.services.messaging.receive({ channel, from: plain(to), to: plain(from), body: `Answer ${heard}` });
    });
  });
}

/** Somebody who writes to us first, a line or two. */
export async function newcomer(
  simulation: Simulation,
  name: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const chance = simulation.chance.of(name);
  const lines = chance.between(1, 2);
  for (let line = 1; line <= lines; line += 1) {
    await simulation.sleep(chance.between(1, line === 1 ? 60_000 : 20_000));
    simulation.trace.add(name, 'writes');
    simulation.world.services.messaging.receive({ channel: 'sms', from, to, body: `Question ${line}` });
    simulation.sometimes.mark('customer wrote first');
  }
}
