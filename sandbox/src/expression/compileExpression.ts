import { ExpressionError, parseExpression } from './parseExpression';
import type { Comparison, Condition, Operand } from './parseExpression';
import { readPath } from './readPath';

export { ExpressionError };

type Scope = Record<string, unknown>;

const isMissing = (value: unknown): value is null | undefined => value === undefined || value === null;

function valueOf(operand: Operand, scope: Scope): unknown {
  if (operand.kind === 'constant') return operand.value;
  if (operand.kind === 'list')
    return operand.items.map((item) => valueOf(item, scope)).filter((value) => !isMissing(value));
  return readPath(scope, operand.names);
}

// Task and worker attributes often hold numbers and booleans as text, so `"5" == 5` holds.
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const same = (left: unknown, right: unknown): boolean => textOf(left) === textOf(right);

const includes = (list: readonly unknown[], value: unknown): boolean => list.some((item) => same(item, value));

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

function contains(left: unknown, right: unknown): boolean {
  // Flex's filters give CONTAINS a list: one hit is enough.
  return listOf(right).some((wanted) =>
    Array.isArray(left) ? includes(left, wanted) : textOf(left).toLowerCase().includes(textOf(wanted).toLowerCase()),
  );
}

function order(left: unknown, right: unknown): number {
  const numbers = [Number(left), Number(right)] as const;
  if (!numbers.some(Number.isNaN)) return numbers[0] - numbers[1];
  return textOf(left) < textOf(right) ? -1 : Number(textOf(left) > textOf(right));
}

const COMPARE: Record<Comparison, (left: unknown, right: unknown) => boolean> = {
  '==': same,
  '!=': (left, right) => !same(left, right),
  '<': (left, right) => order(left, right) < 0,
  '<=': (left, right) => order(left, right) <= 0,
  '>': (left, right) => order(left, right) > 0,
  '>=': (left, right) => order(left, right) >= 0,
  contains,
  has: (left, right) => includes(listOf(left), right),
  in: (left, right) => listOf(left).some((value) => includes(listOf(right), value)),
};

const isNull = (operand: Operand): boolean => operand.kind === 'constant' && operand.value === null;

function holds(condition: Condition, scope: Scope): boolean {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, scope) && holds(condition.right, scope);
    case 'or':
      return holds(condition.left, scope) || holds(condition.right, scope);
    case 'not':
      return !holds(condition.condition, scope);
    case 'value':
      return Boolean(valueOf(condition.operand, scope));
    case 'comparison': {
      const { operator, negated, left, right } = condition;
      const [leftValue, rightValue] = [valueOf(left, scope), valueOf(right, scope)];
      if (isNull(left) || isNull(right)) {
        const bothMissing = isMissing(leftValue) && isMissing(rightValue);
        return bothMissing === ((operator === '==') !== negated);
      }
      // What is not there is neither equal nor unequal to anything.
      if (isMissing(leftValue) || isMissing(rightValue)) return false;
      // TaskRouter's own words: array operators on two scalar values are false.
      const isOfLists = operator === 'has' || operator === 'in';
      if (isOfLists && ![leftValue, rightValue].some(Array.isArray)) return false;
      return COMPARE[operator](leftValue, rightValue) !== negated;
    }
  }
}

/**
 * Makes a test of an expression such as `worker.routing.skills HAS task.skill AND data.status NOT_IN ["completed"]`.
 * Names are paths into `scope`. A comparison with something that is missing is false. An empty source is always true.
 * Throws `ExpressionError` where the source cannot be read.
 */
export function compileExpression(source: string): (scope: Scope) => boolean {
  if (source.trim() === '') return () => true;
  const condition = parseExpression(source);
  return (scope) => holds(condition, scope);
}
