// Who takes part in a soak. Each goes on until the faults end, and finishes what it has begun.
import type { Conversation } from '@twilio/conversations';

import type { Reservation, Task } from '../../sandbox/src/model/taskrouter';
import type { Chance } from '../simulation/Chance';
import { CARE, SYSTEM_KEY, WEBSITE } from '../simulation/account';
import type { Desk, Soak } from './Soak';
import type { Asked, SoakAnswer } from './SoakLedger';

const MOST_TRIES = 4;
/** The share of answers that get lost on their way to the browser. */
const LOST = 0.03;

const customerOf = ({ customers }: Soak, chance: Chance): string => customers[chance.between(0, customers.length - 1)]!;

/** Sends it, now and then twice at once, until it is done; the same request each time. */
async function insist(
  soak: Soak,
  chance: Chance,
  asked: Asked,
  send: () => Promise<SoakAnswer | undefined>,
): Promise<void> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const click = async (): Promise<SoakAnswer | undefined> => {
      const isLost = chance.happens(LOST);
      const given = await send();
      if (isLost) soak.count('answer of a function lost');
      const answer = isLost ? undefined : given;
      asked.answers.push(answer);
      return answer;
    };
    const isDouble = chance.happens(0.4);
    const pause = chance.between(1, 200);
    const answers = await Promise.all([click(), ...(isDouble ? [soak.sleep(pause).then(click)] : [])]);
    const isRefused = answers.every((answer) => answer !== undefined && answer.status >= 400 && answer.status < 429);
    const isUnderWay = answers.some((answer) => answer?.body.error?.code === 'REQUEST_IN_PROGRESS');
    if (answers.some((answer) => answer?.body.ok)) {
      // As a browser does that has slept, or a system that has restarted.
      if (!chance.happens(0.3)) return;
      await soak.sleep(chance.between(5_000, 60_000));
      await click();
      return;
    }
    if ((isRefused && !isUnderWay) || chance.happens(0.1)) return;
    await soak.sleep(chance.between(500, 15_000));
  }
}

/** Starts conversations, and works on the tasks that come of them and of what customers write. */
export function agent(soak: Soak, desk: Desk): void {
  const { identity } = desk;
  const chance = soak.chance.of(identity);
  soak.act(identity, async () => {
    for (let count = 1; !soak.isEnding; count += 1) {
      makeAvailable(soak, desk);
      await soak.sleep(chance.between(50, 1_500));
      await startOne(soak, desk, chance, count);
    }
  });
  workOnTasks(soak, desk, chance.of('tasks'));
}

function makeAvailable({ world }: Soak, { workerSid }: Desk): void {
  const { taskrouter } = world.services;
  const available = taskrouter.activityByName('Available')!.sid;
  if (world.workers.get(workerSid)?.activitySid !== available) taskrouter.setActivity(workerSid, available);
}

async function startOne(soak: Soak, { identity }: Desk, chance: Chance, count: number): Promise<void> {
  const isOutreach = chance.happens(0.3);
  const kind = isOutreach ? 'Message that waits for a reply' : 'Conversation started';
  const text = `Hello ${count} of ${identity}`;
  const asked = soak.ledger.ask(kind, identity, text);
  const fields = { requestId: chance.uuid(), channel: 'sms', from: CARE, to: customerOf(soak, chance), body: text };
  const of = isOutreach ? { replyTo: chance.pick(['agent', 'queue']) } : {};
  const route = isOutreach ? 'outreach' : 'interactions';
  await insist(soak, chance, asked, () => soak.requestBy(identity, route, { ...fields, ...of }));
  if (asked.answers.at(-1)?.body.error?.code !== 'CONVERSATION_OPEN') return;
  const { channel, to, from } = fields;
  const described = await soak.requestBy(identity, 'open-conversations', { channel, to, from });
  // One in which something has been said.
  const open = described?.body.conversations?.find(
    ({ remedies, lastMessage }) => remedies.includes('reuse') && lastMessage !== undefined,
  );
  if (!open) return;
  const again = { ...fields, requestId: chance.uuid(), body: `${text}, in the open conversation` };
  const reuse = { ...again, reuseConversationSid: open.conversationSid };
  const other = soak.ledger.ask('Conversation gone on with', identity, again.body);
  await insist(soak, chance, other, () => soak.requestBy(identity, 'interactions', reuse));
}

/** Takes most of what is offered, writes a line, and ends or leaves the conversation after a while. */
function workOnTasks(soak: Soak, desk: Desk, chance: Chance): void {
  soak.world.events.on('reservation', ({ name, reservation, task }) => {
    if (name !== 'created' || reservation.workerSid !== desk.workerSid || chance.happens(0.05)) return;
    const delays = [chance.between(100, 2_000), chance.between(500, 4_000), chance.between(500, 10_000)] as const;
    const isLeft = chance.happens(0.3);
    soak.act(`${desk.identity} with ${task.sid}`, async () => {
      await soak.sleep(delays[0]);
      if (reservation.status !== 'pending') return;
      soak.world.services.taskrouter.setReservation(reservation.sid, 'accepted');
      await soak.sleep(delays[1]);
      if (desk.client) await writeLine(soak, desk, task);
      await soak.sleep(delays[2]);
      await end(soak, reservation, task, isLeft);
    });
  });
}

/** By the websocket of the real SDK. */
async function writeLine(soak: Soak, { identity, client }: Desk, task: Task): Promise<void> {
  const conversationSid = String(task.attributes['conversationSid']);
  const { ledger } = soak;
  let conversation: Conversation | undefined;
  try {
    conversation = await client!.getConversationBySid(conversationSid);
  } catch {
    // Its reservation is gone meanwhile, or Twilio broke down.
    return;
  }
  const line = { actor: identity, text: `Line ${ledger.lines.length + 1} of ${identity}`, conversationSid };
  const entry = { ...line, isSent: false };
  ledger.lines.push(entry);
  try {
    await conversation.sendMessage(line.text);
    entry.isSent = true;
  } catch {
    soak.count('line refused by the SDK');
  }
}

/** As Flex does when the agent ends or leaves a conversation, and again where that fails. */
async function end(soak: Soak, reservation: Reservation, task: Task, isLeft: boolean): Promise<void> {
  const { flexInteractionSid, flexInteractionChannelSid } = task.attributes as Record<string, string | undefined>;
  if (reservation.status !== 'accepted' || !flexInteractionSid || !flexInteractionChannelSid) return;
  const channel = soak.sandbox.twilio.flexApi.v1.interaction(flexInteractionSid).channels(flexInteractionChannelSid);
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    try {
      const status = isLeft ? 'inactive' : 'closed';
      await soak.during(() => channel.update({ status, routing: { status: 'closed' } }));
      return;
    } catch {
      await soak.sleep(1_000);
    }
  }
}

/** Customers answer what reaches their phones, at once or late, now and then with STOP; and some write first. */
export function customers(soak: Soak, chance: Chance): void {
  const { world, ledger } = soak;
  let count = 0;
  const write = (from: string, body: string): void =>
    ledger.write(world.services.messaging.receive({ channel: 'sms', from, to: CARE, body }));
  const answer = (from: string): string => {
    count += 1;
    return `Answer ${count} of ${from}`;
  };
  world.events.on('messaging.logged', ({ message: { direction, to } }) => {
    if (direction !== 'outbound-api' || !soak.customers.includes(to) || chance.happens(0.35)) return;
    const isPrompt = chance.happens(0.6);
    const delay = isPrompt ? chance.between(1, 2_000) : chance.between(10_000, 240_000);
    const isStop = chance.happens(0.04);
    soak.act(`customer ${to}`, async () => {
      await soak.sleep(delay);
      if (!isStop) return write(to, answer(to));
      // Who says STOP wants no answer.
      world.services.messaging.receive({ channel: 'sms', from: to, to: CARE, body: 'STOP' });
      await soak.sleep(20_000);
      write(to, 'START');
    });
  });
  soak.act('newcomers', async () => {
    while (!soak.isEnding) {
      await soak.sleep(chance.between(100, 2_000));
      const from = customerOf(soak, chance);
      write(from, answer(from));
    }
  });
}

/** A system of the business that reminds customers, and asks again with the same key. */
export function system(soak: Soak, name: string): void {
  const chance = soak.chance.of(name);
  soak.act(name, async () => {
    for (let count = 1; !soak.isEnding; count += 1) {
      await soak.sleep(chance.between(200, 3_000));
      const text = `Reminder ${count}`;
      const asked = soak.ledger.ask('Reminder of a system', name, text);
      const reminder = { key: chance.uuid(), channel: 'sms', to: customerOf(soak, chance), from: CARE, body: text };
      const headers = { authorization: `Bearer ${SYSTEM_KEY}` };
      await insist(soak, chance, asked, async () => {
        const answer = await soak.request('reminders', { reminders: [reminder] }, headers);
        const [result] = answer?.body.results ?? [];
        return answer && result ? { status: result.ok ? 200 : 503, body: result } : answer;
      });
    }
  });
}

/** Visitors of the website who fill in its form, and send it again where it says that it failed. */
export function visitor(soak: Soak, name: string): void {
  const chance = soak.chance.of(name);
  soak.act(name, async () => {
    for (let count = 1; !soak.isEnding; count += 1) {
      await soak.sleep(chance.between(2_000, 6_000));
      const message = `Form ${count} of a visitor`;
      const asked = soak.ledger.ask('Website’s form', name, message);
      const form = { requestId: chance.uuid(), name: 'Vera Visitor', number: customerOf(soak, chance), message };
      await insist(soak, chance, asked, () => soak.request('contact-requests', form, { origin: WEBSITE }));
    }
  });
}
