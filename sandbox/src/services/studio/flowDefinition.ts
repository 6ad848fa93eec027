/** What the sandbox reads of a flow. https://www.twilio.com/docs/studio/flow-definition */
export interface FlowDefinition {
  initial_state: string;
  states: FlowState[];
}

export interface FlowState {
  name: string;
  type: string;
  properties: Record<string, unknown>;
  transitions: Transition[];
}

export interface Transition {
  event: string;
  next?: string;
  conditions?: Condition[];
}

export interface Condition {
  friendly_name: string;
  type: string;
  arguments: string[];
  value: string;
}

export interface DefinitionError {
  message: string;
  property_path: string;
}

/** https://www.twilio.com/docs/studio/rest-api/v2/schemas */
const WIDGET_TYPES: readonly string[] = [
  'add-member-to-chat-channel',
  'add-twiml-redirect',
  'capture-payments',
  'connect-call-to',
  'connect-virtual-agent',
  'connect-virtual-agent-v2',
  'create-chat-channel',
  'create-task',
  'enqueue-call',
  'fork-stream',
  'gather-input-on-call',
  'make-http-request',
  'make-outgoing-call-v1',
  'make-outgoing-call-v2',
  'record-call',
  'record-voicemail',
  'resume-conversation',
  'run-function',
  'run-function-v2',
  'run-subflow',
  'say-play',
  'send-and-wait-for-reply',
  'send-message',
  'send-to-flex',
  'set-variables',
  'split-based-on',
  'start-conversation',
  'trigger',
  'understand',
  'update-sync-object',
];

/** The state of this name. */
export const stateNamed = ({ states }: FlowDefinition, name: string | undefined): FlowState | undefined =>
  states.find((state) => state.name === name);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is wrong with a definition; empty where nothing is. https://www.twilio.com/docs/api/errors/81022 */
export function definitionErrors(definition: unknown): DefinitionError[] {
  const errors: DefinitionError[] = [];
  const wrong = (property_path: string, message: string): void => void errors.push({ message, property_path });
  if (!isObject(definition)) return [{ message: 'definition is not an object', property_path: '#/' }];
  const { initial_state: initial, states } = definition;
  if (typeof initial !== 'string' || initial === '') wrong('#/initial_state', 'initial_state is missing');
  if (!Array.isArray(states) || states.length === 0) {
    wrong('#/states', 'states is missing or empty');
    return errors;
  }
  const names = states.map((state: unknown) => (isObject(state) ? state['name'] : undefined));
  if (typeof initial === 'string' && !names.includes(initial)) {
    wrong('#/initial_state', `widget "${initial}" does not exist`);
  }
  states.forEach((state: unknown, index) => {
    const path = `#/states/${index}`;
    if (!isObject(state)) return wrong(path, 'widget is not an object');
    const { name, type, properties, transitions } = state;
    if (typeof name !== 'string' || name === '') wrong(`${path}/name`, 'name is missing');
    else if (names.indexOf(name) !== index) wrong(`${path}/name`, `widget name "${name}" is not unique`);
    if (typeof type !== 'string' || !WIDGET_TYPES.includes(type)) wrong(`${path}/type`, 'type is not a widget type');
    if (!isObject(properties)) wrong(`${path}/properties`, 'properties is missing');
    if (!Array.isArray(transitions)) return wrong(`${path}/transitions`, 'transitions is missing');
    transitions.forEach((transition: unknown, number) => {
      const { event, next } = isObject(transition) ? transition : {};
      if (typeof event !== 'string') wrong(`${path}/transitions/${number}/event`, 'event is missing');
      if (next && !names.includes(next)) {
        wrong(`${path}/transitions/${number}/next`, `transition references non-existing widget "${next as string}"`);
      }
    });
  });
  return errors;
}
