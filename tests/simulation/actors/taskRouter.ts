// A workflow that cancels what nobody has taken for a while.
import type { Simulation } from '../Simulation';

export async function taskRouter(simulation: Simulation, times: number): Promise<void> {
  const chance = simulation.chance.of('task router');
  const { world } = simulation;
  for (let count = 1; count <= times; count += 1) {
    await simulation.sleep(chance.between(5_000, 60_000));
    const open = [...world.tasks.values()].filter(({ assignmentStatus: status }) =>
      ['pending', 'reserved'].includes(status),
    );
    const [first, ...others] = open;
    if (!first) continue;
    world.services.taskrouter.cancelTask(chance.pick([first, ...others]).sid, 'Workflow Timeout');
    simulation.sometimes.mark('task cancelled');
  }
}
