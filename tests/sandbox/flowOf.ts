interface State {
  name: string;
  type: string;
  properties: Record<string, unknown>;
  transitions: Record<string, unknown>[];
}

/** A widget; `next` names the widget that each event leads to. */
export const widget = (
  name: string,
  type: string,
  properties: Record<string, unknown>,
  next: Record<string, string | undefined> = {},
): State => ({
  name,
  type,
  properties: { offset: { x: 0, y: 0 }, ...properties },
  transitions: Object.entries(next).map(([event, to]) => (to === undefined ? { event } : { event, next: to })),
});

/** A flow definition as Studio exports it: every trigger leads to the first of these widgets. */
export const flowOf = (...states: State[]) => {
  const first = states[0]?.name;
  const trigger = { incomingMessage: first, incomingConversationMessage: first, incomingRequest: first };
  return {
    description: 'A flow',
    initial_state: 'Trigger',
    flags: { allow_concurrent_calls: true },
    states: [widget('Trigger', 'trigger', {}, trigger), ...states],
  };
};
