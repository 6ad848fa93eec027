// An agent who starts a conversation, with a task at once or with the reply: clicks once or twice, tries again with the
// same request, or gives up. A supervisor now and then does so for a colleague.
import type { Ledger } from '../Ledger';
import type { Simulation } from '../Simulation';

export interface AgentOptions {
  /** Of the agent, no other's in the history. */
  name: string;
  identity: string;
  channel: 'sms' | 'whatsapp';
  to: string;
  from: string;
}

const MOST_TRIES = 4;

export async function agent(simulation: Simulation, ledger: Ledger, options: AgentOptions): Promise<void> {
  const { name, identity, ...addresses } = options;
  const chance = simulation.chance.of(name);
  const requestId = chance.uuid();
  const text = `Hello from ${name}`;
  const asked = ledger.ask(name, requestId, text);
  const { token } = simulation.world.services.iam.issueToken(simulation.person(identity));
  const isOutreach = chance.happens(0.4);
  const route = isOutreach ? 'outreach' : 'interactions';
  const replyTo = isOutreach ? { replyTo: chance.pick(['agent', 'queue']) } : {};
  const person = simulation.person(identity);
  const isForBob = person.roles.includes('supervisor') && simulation.chance.of(`${name} for whom`).happens(0.5);
  const forWhom = isForBob ? { forWorkerSid: simulation.person('bob').workerSid } : {};
  const said = { requestId, body: text, customerName: 'Sam Customer' };
  const fields = { ...addresses, ...replyTo, ...forWhom, ...said, Token: token };
  await simulation.sleep(chance.between(1, 5_000));
  for (let count = 1; count <= MOST_TRIES; count += 1) {
    const click = async (clicked: string) => {
      const answer = await simulation.request(`${name} ${count}${clicked}`, route, fields);
      asked.answers.push(answer);
      return answer;
    };
    const isDouble = chance.happens(0.25);
    if (isDouble) simulation.sometimes.mark('agent clicked twice');
    const pause = chance.between(1, 300);
    const answers = await Promise.all([
      click(''),
      ...(isDouble ? [simulation.sleep(pause).then(() => click(' (second click)'))] : []),
    ]);
    if (answers.some((answer) => answer?.status === 200 || answer?.status === 201)) {
      if (answers.some((answer) => answer?.status === 200)) simulation.sometimes.mark('request repeated');
      if (isForBob) simulation.sometimes.mark('supervisor started for a colleague');
      return;
    }
    if (chance.happens(0.15)) {
      simulation.sometimes.mark('agent gave up');
      return;
    }
    await simulation.sleep(chance.between(500, 30_000));
  }
}
