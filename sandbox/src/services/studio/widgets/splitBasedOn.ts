import type { Visit } from '../Visit';
import type { Condition } from '../flowDefinition';
import { report } from '../report';

type Test = (input: string, value: string) => boolean;

const isOneOf: Test = (input, value) =>
  value
    .split(',')
    .map((one) => one.trim())
    .includes(input);

function matches(input: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, 'i').test(input);
  } catch {
    return false;
  }
}

/** On trimmed text in small letters: "Studio conditions are not case-sensitive". */
const TESTS: Readonly<Record<string, Test>> = {
  equal_to: (input, value) => input === value,
  not_equal_to: (input, value) => input !== value,
  matches_any_of: isOneOf,
  does_not_match_any_of: (input, value) => !isOneOf(input, value),
  is_blank: (input) => input === '',
  is_not_blank: (input) => input !== '',
  contains: (input, value) => input.includes(value),
  does_not_contain: (input, value) => !input.includes(value),
  starts_with: (input, value) => input.startsWith(value),
  does_not_start_with: (input, value) => !input.startsWith(value),
  less_than: (input, value) => Number(input) < Number(value),
  greater_than: (input, value) => Number(input) > Number(value),
};

function holds(visit: Visit, { type, arguments: inputs, value }: Condition): boolean {
  const input = visit.render(inputs[0] ?? visit.text('input')).trim();
  const expected = visit.render(value).trim();
  if (type === 'regex') return matches(input, expected);
  return TESTS[type]?.(input.toLowerCase(), expected.toLowerCase()) ?? false;
}

/**
 * The first transition whose conditions all hold. Those on dates and times never do here.
 * https://www.twilio.com/docs/studio/widget-library/split-based-on
 */
export function splitBasedOn(visit: Visit): void {
  const { transitions } = visit.widget;
  const match = transitions.find(
    ({ event, conditions = [] }) =>
      event === 'match' && conditions.length > 0 && conditions.every((condition) => holds(visit, condition)),
  );
  if (match) return visit.leaveBy(match);
  const noMatch = transitions.find(({ event }) => event === 'noMatch');
  if (!noMatch?.next) report(visit.world, visit.execution, 'noMatch');
  visit.leave('noMatch');
}
