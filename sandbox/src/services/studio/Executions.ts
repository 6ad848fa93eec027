import { TwilioError } from '../../http/TwilioError';
import type { Origin } from '../../model/ChangeOrigin';
import type { Sid } from '../../model/sid';
import type { StudioExecution, StudioFlow } from '../../model/studio';
import type { World } from '../../World';
import { Visit } from './Visit';
import type { Variables } from './Visit';
import { stateNamed } from './flowDefinition';
import type { FlowDefinition, FlowState, Transition } from './flowDefinition';
import { stopListening } from './listening';
import { report } from './report';
import { WIDGETS } from './widgets/widgets';

/** Studio's limits. https://www.twilio.com/docs/studio/user-guide/studio-faq */
const MAXIMUM_STEPS = 1000;
const MAXIMUM_REPEATS = 10;
const MAXIMUM_AGE_MS = 30 * 24 * 3600 * 1000;

const ENDED = 'Ended';

const TWILIO: Origin = { source: 'API', firesWebhooks: true };

export interface Trigger {
  /** Such as `incomingConversationMessage`: a transition of the flow's Trigger widget. */
  event: string;
  /** The customer. */
  contactAddress: string;
  /** Ours. */
  channelAddress: string;
  conversationSid?: Sid;
  /** What is under `trigger`. */
  variables: Variables;
  /** What is under `flow.data`. */
  data?: Variables;
}

const definitionOf = ({ definition }: StudioFlow): FlowDefinition => definition as unknown as FlowDefinition;

/** Runs flows, widget by widget. https://www.twilio.com/docs/studio/rest-api/v2/execution */
export class Executions {
  /** Those that are active; `keep` calls off their end by age. */
  private readonly running = new Map<Sid, { execution: StudioExecution; keep: () => void }>();
  /** Where each of them is. */
  private readonly visits = new Map<Sid, Visit>();
  private readonly queue: (() => void)[] = [];
  private isRunning = false;

  constructor(private readonly world: World) {
    world.onDispose(() => {
      for (const visit of this.visits.values()) visit.close();
    });
    // What a widget waited for is not in a state file, so a flow does not go on where it was.
    world.onRestored(() => {
      for (const execution of world.studioExecutions.values()) this.end(execution);
    });
  }

  /** Newest first. */
  list(flowSid: Sid): StudioExecution[] {
    return [...this.world.studioExecutions.values()].filter(({ flow }) => flow.sid === flowSid).reverse();
  }

  fetch(flowSid: Sid, sid: Sid): StudioExecution {
    const execution = this.world.studioExecutions.get(sid);
    if (execution?.flow.sid !== flowSid) throw TwilioError.notFound(`/Flows/${flowSid}/Executions/${sid}`);
    return execution;
  }

  /** A contact has one at a time: until it ends, nothing else starts the flow for them. */
  active(flowSid: Sid, contactAddress: string): StudioExecution | undefined {
    return [...this.running.values()].find(
      ({ execution }) => execution.flow.sid === flowSid && execution.contactAddress === contactAddress,
    )?.execution;
  }

  /** Whoever writes in its conversation moves it on. */
  activeIn(flowSid: Sid, conversationSid: Sid): StudioExecution | undefined {
    return [...this.running.values()].find(
      ({ execution }) => execution.flow.sid === flowSid && execution.conversationSid === conversationSid,
    )?.execution;
  }

  start(flow: StudioFlow, trigger: Trigger): StudioExecution {
    const { contactAddress, channelAddress, conversationSid, variables, data = {} } = trigger;
    const now = this.world.clock.now();
    const sid = this.world.random.sid('FN');
    const execution: StudioExecution = {
      sid,
      flow,
      contactAddress,
      conversationSid: conversationSid ?? null,
      attached: null,
      isHandedOff: false,
      status: 'active',
      context: {
        trigger: variables,
        contact: { channel: { address: contactAddress } },
        flow: {
          sid,
          flow_sid: flow.sid,
          channel: { address: channelAddress, sid: conversationSid },
          variables: {},
          data,
        },
        widgets: {},
      },
      steps: [],
      dateCreated: now,
      dateUpdated: now,
    };
    this.world.studioExecutions.set(sid, execution);
    this.world.events.emit('studio.execution', { execution });
    this.running.set(sid, { execution, keep: this.world.clock.after(MAXIMUM_AGE_MS, () => this.end(execution)) });
    const definition = definitionOf(flow);
    const first = stateNamed(definition, definition.initial_state);
    const { event } = trigger;
    if (first) this.move(execution, first, first.transitions.find((one) => one.event === event) ?? { event });
    else this.end(execution);
    return execution;
  }

  /** The contact wrote. A widget that does not wait for it lets it pass. */
  receive(execution: StudioExecution, conversationSid: Sid | null, inbound: Variables): void {
    const onReply = this.visits.get(execution.sid)?.onReply;
    if (onReply && execution.conversationSid === conversationSid) onReply(inbound);
    else report(this.world, execution, 'unexpectedEvent');
  }

  end(execution: StudioExecution): void {
    if (execution.status === 'ended') return;
    execution.status = 'ended';
    execution.dateUpdated = this.world.clock.now();
    this.visits.get(execution.sid)?.close();
    this.visits.delete(execution.sid);
    this.running.get(execution.sid)?.keep();
    this.running.delete(execution.sid);
    this.detach(execution);
    this.world.events.emit('studio.execution', { execution });
  }

  /** An agent who was given the conversation keeps it open. */
  private detach({ attached, conversationSid, isHandedOff, flow }: StudioExecution): void {
    const conversation = this.world.conversations.get(conversationSid ?? '');
    if (!attached || !conversation || isHandedOff) return;
    stopListening(conversation, flow.sid);
    if (!attached.closesConversation || conversation.state === 'closed') return;
    this.world.services.conversations.update(conversation.sid, { state: 'closed' });
  }

  remove(execution: StudioExecution): void {
    this.end(execution);
    this.world.studioExecutions.delete(execution.sid);
  }

  /** Leaves a widget. An event that leads nowhere ends the execution. */
  private move(execution: StudioExecution, from: FlowState, transition: Transition, variables: Variables = {}): void {
    const { context, steps } = execution;
    if (from.type !== 'trigger') context.widgets[from.name] = { ...context.widgets[from.name], ...variables };
    const next = this.nextOf(execution, from, transition);
    const now = this.world.clock.now();
    execution.dateUpdated = now;
    steps.push({
      sid: this.world.random.sid('FT'),
      name: transition.event,
      type: from.type,
      transitionedFrom: from.name,
      transitionedTo: next?.name ?? ENDED,
      context: structuredClone(context),
      dateCreated: now,
    });
    if (next) this.inTurn(() => this.enter(execution, next));
    else this.end(execution);
  }

  private nextOf({ flow, steps }: StudioExecution, from: FlowState, transition: Transition): FlowState | undefined {
    const next = stateNamed(definitionOf(flow), transition.next);
    const latest = [...steps.slice(1 - MAXIMUM_REPEATS).map(({ transitionedFrom }) => transitionedFrom), from.name];
    const isStuck = latest.length === MAXIMUM_REPEATS && latest.every((name) => name === next?.name);
    return isStuck || steps.length + 1 >= MAXIMUM_STEPS ? undefined : next;
  }

  private enter(execution: StudioExecution, state: FlowState): void {
    if (execution.status === 'ended') return;
    const visit = new Visit(this.world, execution, state, (transition, variables) =>
      this.move(execution, state, transition, variables),
    );
    this.visits.set(execution.sid, visit);
    const run = WIDGETS[state.type];
    if (run) return run(visit);
    report(this.world, execution, 'notEmulated', `The sandbox does not run widgets of type ${state.type}`);
    this.end(execution);
  }

  /**
   * Widgets that lead on at once would otherwise pile up on the stack, one inside the other. What they do is Twilio's
   * doing, also where a customer's message began it.
   */
  private inTurn(action: () => void): void {
    this.queue.push(action);
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      for (let next = this.queue.shift(); next; next = this.queue.shift()) this.world.origin.run(TWILIO, next);
    } finally {
      this.isRunning = false;
    }
  }
}
