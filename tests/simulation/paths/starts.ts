// The paths on which an agent's message goes out at once.
import type { Simulation } from '../Simulation';
import type { Ledger } from '../Ledger';
import type { Path, Send } from './Path';
import { ask, pathAnswer, startFields } from './Path';

const WEBHOOKS_MILLISECONDS = 5_000;

/** Alice's request, each of whose answers is held against what came of it. */
function startsBy(
  simulation: Simulation,
  ledger: Ledger,
  [route, fields]: [route: string, fields: ReturnType<typeof startFields> & { mediaSid?: string }],
): Send {
  const asked = ledger.ask('alice', fields.requestId, fields.body, fields.mediaSid);
  return async (count) => {
    const answer = await ask(simulation, `request ${count}`, 'alice', [route, fields]);
    asked.answers.push(answer);
    return pathAnswer(answer, route === 'outreach' ? 'waits for the reply' : 'started');
  };
}

export const interactions: Path = {
  name: 'POST /interactions',
  message: 'the message',
  tasks: 1,
  prepare: (simulation, ledger) =>
    Promise.resolve(startsBy(simulation, ledger, ['interactions', startFields(simulation, 'start')])),
};

/** The file's text is a message of its own, right after it. */
export const interactionsWithFile: Path = {
  name: 'POST /interactions with a file and a text',
  message: 'the file and its text',
  messages: 2,
  tasks: 1,
  prepare(simulation, ledger) {
    const { conversations } = simulation.world.services;
    const { sid } = conversations.addMedia({ data: Buffer.from('a picture'), contentType: 'image/png' });
    const fields = { ...startFields(simulation, 'start'), mediaSid: sid };
    return Promise.resolve(startsBy(simulation, ledger, ['interactions', fields]));
  },
};

export const outreach: Path = {
  name: 'POST /outreach',
  message: 'the message',
  tasks: 1,
  prepare: (simulation, ledger) => {
    const fields = { ...startFields(simulation, 'start'), replyTo: 'agent' };
    return Promise.resolve(startsBy(simulation, ledger, ['outreach', fields]));
  },
};

/** Alice writes to Sam, and leaves him: the SID of the conversation, which rests since. */
export async function leaveResting(simulation: Simulation): Promise<string> {
  const answer = await ask(simulation, 'before', 'alice', ['interactions', startFields(simulation, 'before')]);
  await simulation.sleep(WEBHOOKS_MILLISECONDS);
  const { started } = answer!.body as { started: Record<string, string> };
  const { conversationSid = '', interactionSid, interactionChannelSid, taskSid } = started;
  const { world } = simulation;
  const reservation = [...world.reservations.values()].find((one) => one.taskSid === taskSid);
  world.services.taskrouter.setReservation(reservation!.sid, 'accepted');
  await simulation.twilio.answer({
    method: 'post',
    uri: `https://flex-api.twilio.com/v1/Interactions/${interactionSid}/Channels/${interactionChannelSid}`,
    username: simulation.context.ACCOUNT_SID,
    password: simulation.context.AUTH_TOKEN,
    data: { Status: 'inactive', Routing: JSON.stringify({ status: 'closed' }) },
  });
  await simulation.sleep(WEBHOOKS_MILLISECONDS);
  return conversationSid;
}

/** Alice goes on in a conversation that she has left, and that rests since. */
export const reuse: Path = {
  name: 'POST /interactions with reuseConversationSid',
  message: 'the message',
  tasks: 1,
  isResting: true,
  async prepare(simulation, ledger) {
    const reuseConversationSid = await leaveResting(simulation);
    const fields = { ...startFields(simulation, 'start'), body: 'Once more', reuseConversationSid };
    return startsBy(simulation, ledger, ['interactions', fields]);
  },
};
