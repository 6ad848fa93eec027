/** What the sandbox runs of a flow. https://www.twilio.com/docs/studio/flow-definition */
export interface FlowDefinition {
  initial_state: string;
  states: FlowState[];
}

export interface FlowState {
  name: string;
  type: string;
  properties: Record<string, unknown>;
  transitions: { event: string; next?: string }[];
}

/** The state that an event leads to from this one. */
export const nextState = (definition: FlowDefinition, from: FlowState, event: string): FlowState | undefined => {
  const next = from.transitions.find((transition) => transition.event === event)?.next;
  return definition.states.find(({ name }) => name === next);
};
