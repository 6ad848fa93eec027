import type { Visit } from '../Visit';

/** Text of another type is JSON; what cannot be read stays text. */
function typed(value: string, type = 'string'): unknown {
  if (type === 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** https://www.twilio.com/docs/studio/widget-library/set-variables */
export function setVariables(visit: Visit): void {
  const { variables } = visit.execution.context.flow;
  for (const { key, value, type } of visit.pairs('variables')) variables[key] = typed(value, type);
  visit.leave('next');
}
