// What was asked for, what whoever asked was told, and what came of it, in the terms of Jepsen's sets: acknowledged and
// there (ok), there though nobody was told (recovered), acknowledged and not there (lost), there twice (doubled).
import type { JanitorFinding } from '../../src/contract/janitor';
import type { OpenConversation } from '../../src/contract/openConversations';
import type { World } from '../../sandbox/src/World';
import type { LoggedMessage } from '../../sandbox/src/model/messaging';
import type { Task } from '../../sandbox/src/model/taskrouter';
import type { Sid } from '../../sandbox/src/model/sid';

export interface SoakAnswer {
  status: number;
  body: {
    ok?: boolean;
    error?: { code: string };
    started?: Started;
    results?: SoakBody[];
    conversations?: OpenConversation[];
    findings?: JanitorFinding[];
    isComplete?: boolean;
  };
}

type SoakBody = SoakAnswer['body'];

export interface Started {
  conversationSid: string;
  messageSid: string;
  taskSid?: string;
}

/** What is asked of our functions: once, however often it is sent. */
export interface Asked {
  kind:
    | 'Conversation started'
    | 'Conversation gone on with'
    | 'Message that waits for a reply'
    | 'Reminder of a system'
    | 'Website’s form';
  actor: string;
  /** That of no other. */
  text: string;
  /** Of every time that it was sent, in the order in which they came; undefined where none did. */
  answers: (SoakAnswer | undefined)[];
}

/** What a customer wrote. */
interface Word {
  text: string;
  conversationSid: Sid | null;
  /** Nobody had it when the faults ended. */
  isUnheard?: boolean;
}

/** A line that an agent wrote by the Conversations SDK. */
export interface Line {
  actor: string;
  text: string;
  conversationSid: Sid;
  isSent?: boolean;
}

export type Outcome = 'ok' | 'recovered' | 'not done' | 'lost' | 'doubled';
export type Row = Record<Outcome, number>;

/** Whoever reads one of these cannot know whether it was done. */
const OPEN_CODES: readonly (string | undefined)[] = [undefined, 'LEFT_HALF_DONE', 'REQUEST_IN_PROGRESS', 'INTERNAL'];

const isOk = (answer: SoakAnswer | undefined): boolean => answer?.body.ok === true;

export class SoakLedger {
  readonly asked: Asked[] = [];
  readonly words: Word[] = [];
  readonly lines: Line[] = [];
  /** Sentences on what nothing in this ledger explains. */
  readonly unexplained: string[] = [];
  /** All that ever were: TaskRouter forgets those that are over. */
  private readonly tasks = new Map<Sid, Task>();

  constructor(private readonly world: World) {
    world.events.on('task', ({ task }) => this.tasks.set(task.sid, task));
  }

  ask(kind: Asked['kind'], actor: string, text: string): Asked {
    const asked = { kind, actor, text, answers: [] };
    this.asked.push(asked);
    return asked;
  }

  write({ body, conversationSid }: LoggedMessage): void {
    this.words.push({ text: body, conversationSid });
  }

  /** What nobody has heard by now is recovered if somebody hears it later. */
  endFaults(): void {
    const heard = this.conversationsWithTasks();
    for (const word of this.words) word.isUnheard = !heard.has(word.conversationSid);
  }

  /** By what was asked. */
  rows(): Record<string, Row> {
    const rows: Record<string, Row> = {};
    const count = (kind: string, outcome: Outcome): void => {
      rows[kind] ??= { ok: 0, recovered: 0, 'not done': 0, lost: 0, doubled: 0 };
      rows[kind][outcome] += 1;
    };
    for (const asked of this.asked) count(asked.kind, this.outcomeOf(asked));
    const heard = this.conversationsWithTasks();
    for (const { text, conversationSid, isUnheard = false } of this.words) {
      const outcome = !heard.has(conversationSid) ? 'lost' : isUnheard ? 'recovered' : 'ok';
      if (outcome === 'lost') this.unexplained.push(`"${text}" is in ${conversationSid}, which no task was made of`);
      count('Customer’s message', outcome);
    }
    for (const line of this.lines) count('Agent’s line, by websocket', this.outcomeOfLine(line));
    return rows;
  }

  private outcomeOf(asked: Asked): Outcome {
    const { actor, kind, text, answers } = asked;
    const isTold = answers.some(isOk);
    const times = kind === 'Website’s form' ? this.tasksWith(text) : this.sent(text);
    if (times > 1) return 'doubled';
    if (times === 0) return isTold ? 'lost' : 'not done';
    const [only] = answers;
    const code = only?.body.error?.code;
    if (!isTold && answers.length === 1 && !OPEN_CODES.includes(code)) {
      this.unexplained.push(`${actor} was told ${code} of "${text}", which was done`);
    }
    this.checkWhatWasTold(asked);
    return isTold ? 'ok' : 'recovered';
  }

  private checkWhatWasTold({ actor, text, answers }: Asked): void {
    const told = answers.flatMap((answer) => (isOk(answer) && answer?.body.started ? [answer.body.started] : []));
    for (const { conversationSid, messageSid, taskSid } of told) {
      const messages = this.world.conversations.get(conversationSid)?.messages ?? [];
      if (!messages.some(({ sid, body }) => sid === messageSid && body === text)) {
        this.unexplained.push(`${actor} was told that "${text}" is ${messageSid} in ${conversationSid}`);
      }
      if (taskSid !== undefined && !this.tasks.has(taskSid)) {
        this.unexplained.push(`${actor} was told of ${taskSid} for "${text}", which never was`);
      }
    }
  }

  private outcomeOfLine({ text, conversationSid, isSent }: Line): Outcome {
    const messages = this.world.conversations.get(conversationSid)?.messages ?? [];
    const times = messages.filter(({ body }) => body === text).length;
    if (times > 1) return 'doubled';
    if (times === 1) return isSent ? 'ok' : 'recovered';
    return isSent ? 'lost' : 'not done';
  }

  private sent(text: string): number {
    return this.world.messageLog.filter(({ direction, body }) => direction === 'outbound-api' && body === text).length;
  }

  /** In how many conversations an agent reads the form: in the task, or in the conversation itself. */
  private tasksWith(text: string): number {
    const withTask = this.conversationsWithTasks();
    const inTasks = [...this.tasks.values()].flatMap(({ attributes }) =>
      JSON.stringify(attributes).includes(text) ? [attributes['conversationSid']] : [],
    );
    const inConversations = [...this.world.conversations.values()].flatMap(({ sid, messages }) =>
      withTask.has(sid) && messages.some(({ body }) => body === text) ? [sid] : [],
    );
    return new Set([...inTasks, ...inConversations]).size;
  }

  private conversationsWithTasks(): Set<unknown> {
    return new Set([...this.tasks.values()].map(({ attributes }) => attributes['conversationSid']));
  }
}
