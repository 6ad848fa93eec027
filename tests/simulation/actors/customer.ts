// A customer who answers the messages that reach their phone: at once, late, or not at all.
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
