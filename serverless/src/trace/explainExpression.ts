import { readExpression } from './readExpression';
import type { Condition, Operand } from './readExpression';

/** True, false, or not to be known. */
type Truth = boolean | undefined;

/** What one worker does not meet. */
export interface Explanation {
  holds: Truth;
  /**
   * All of these would have to be met. Each is a list of alternatives, of which one would do, and an alternative is a list
   * of parts that would all have to hold: a skill by its name, anything else as the expression writes it.
   */
  lacks: string[][][];
  /** Parts of which nobody can tell whether they hold, as the expression writes them. */
  unread: string[];
  /** Attributes in which `HAS` looks for an item, and which are no lists: it finds none. */
  notLists: string[];
}

type Judged = { holds: Truth; source: string } & (
  | { kind: 'all' | 'any'; parts: Judged[] }
  | { kind: 'part'; notList?: string }
);

const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);
const all = (truths: readonly Truth[]): Truth =>
  truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
const any = (truths: readonly Truth[]): Truth => not(all(truths.map(not)));

const isMissing = (value: unknown): value is null | undefined => value === undefined || value === null;
type Scalar = string | number | boolean;
const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

/** The value that a path of names leads to; undefined where it leads nowhere. */
export const readPath = (scope: unknown, names: readonly (string | number)[]): unknown =>
  names.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string | number, unknown>)[name]
        : undefined,
    scope,
  );

function valueOf(operand: Operand, scope: unknown): unknown {
  if (operand.kind === 'constant') return operand.value;
  if (operand.kind === 'path') return readPath(scope, operand.names);
  return operand.items.map((item) => valueOf(item, scope)).filter((value) => !isMissing(value));
}

/** What TaskRouter makes of different types is not documented: `"5" == 5`. */
function same(left: unknown, right: unknown): Truth {
  if (!isScalar(left) || !isScalar(right)) return undefined;
  if (typeof left === typeof right) return left === right;
  const isAlike = String(left) === String(right) || Number(left) === Number(right);
  return isAlike ? undefined : false;
}

const includes = (list: readonly unknown[], value: unknown): Truth => any(list.map((item) => same(item, value)));

/** Whether upper case matters is not documented. */
function contains(left: unknown, right: unknown): Truth {
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  if (left.includes(right)) return true;
  return left.toLowerCase().includes(right.toLowerCase()) ? undefined : false;
}

const ordered =
  (holds: (difference: number) => boolean) =>
  (left: unknown, right: unknown): Truth =>
    typeof left === 'number' && typeof right === 'number' ? holds(left - right) : undefined;

/** "Using array operators on two scalar values also returns false." */
const inList =
  (holds: (found: Truth) => Truth) =>
  (left: unknown, right: unknown): Truth => {
    if (!isScalar(left)) return undefined;
    return Array.isArray(right) ? holds(includes(right, left)) : isScalar(right) ? false : undefined;
  };

const OPERATORS: Readonly<Record<string, (left: unknown, right: unknown) => Truth>> = {
  '==': same,
  '=': same,
  '!=': (left, right) => not(same(left, right)),
  '<': ordered((difference) => difference < 0),
  '<=': ordered((difference) => difference <= 0),
  '>': ordered((difference) => difference > 0),
  '>=': ordered((difference) => difference >= 0),
  contains,
  has: (left, right) => (Array.isArray(left) ? includes(left, right) : isScalar(left) ? false : undefined),
  in: inList((found) => found),
  'not in': inList(not),
};

const isNull = (operand: Operand): boolean => operand.kind === 'constant' && operand.value === null;

type Comparison = Condition & { kind: 'comparison' };

function compare({ operator, left, right }: Comparison, scope: unknown, isNegated: boolean): Truth {
  const compared = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  if (!compared) return undefined;
  const [leftValue, rightValue] = [valueOf(left, scope), valueOf(right, scope)];
  if (isNull(left) || isNull(right)) {
    const isBoth = isMissing(leftValue) && isMissing(rightValue);
    return operator === '!=' ? !isBoth : ['==', '='].includes(operator) ? isBoth : undefined;
  }
  // What is not there is equal to nothing. Whether it is unequal then is not documented, nor what NOT makes of it.
  const isDenied = isNegated || operator === '!=' || operator === 'not in';
  if (isMissing(leftValue) || isMissing(rightValue)) return isDenied ? undefined : false;
  return compared(leftValue, rightValue);
}

/** A value by itself is one that is true. */
function isTrue(operand: Operand, scope: unknown): Truth {
  const value = valueOf(operand, scope);
  return typeof value === 'boolean' ? value : isMissing(value) ? false : undefined;
}

/** `routing.skills HAS "billing"` is the skill, by its name. */
function nameOf({ operator, left, right, source }: Comparison): string {
  const isSkill = operator === 'has' && left.kind === 'path' && left.names.at(-1) === 'skills';
  return isSkill && right.kind === 'constant' && typeof right.value === 'string' ? right.value : source;
}

function judge(condition: Condition, scope: unknown, isNegated = false): Judged {
  const { source } = condition;
  const turned = (truth: Truth): Truth => (isNegated ? not(truth) : truth);
  const written = isNegated ? `NOT ${source}` : source;
  switch (condition.kind) {
    case 'not':
      return judge(condition.part, scope, !isNegated);
    case 'and':
    case 'or': {
      const parts = condition.parts.map((part) => judge(part, scope, isNegated));
      const isAll = (condition.kind === 'and') !== isNegated;
      const holds = (isAll ? all : any)(parts.map((part) => part.holds));
      return { kind: isAll ? 'all' : 'any', parts, holds, source: isNegated ? `NOT (${source})` : `(${source})` };
    }
    case 'comparison': {
      const holds = compare(condition, scope, isNegated);
      const { operator, left } = condition;
      const sought = operator === 'has' && left.kind === 'path' ? valueOf(left, scope) : undefined;
      const notList = left.kind === 'path' && isScalar(sought) ? { notList: left.names.join('.') } : {};
      const told = isNegated ? written : nameOf(condition);
      return { kind: 'part', holds: turned(holds), source: told, ...(isNegated ? {} : notList) };
    }
    case 'value':
      return { kind: 'part', holds: turned(isTrue(condition.operand, scope)), source: written };
    case 'unread':
      return { kind: 'part', holds: undefined, source: written };
  }
}

/** What would have to hold for an alternative that does not. */
function missing(judged: Judged): string[] {
  if (judged.kind === 'all') return judged.parts.filter(({ holds }) => holds === false).flatMap(missing);
  return [judged.source];
}

function lacksOf(judged: Judged): string[][][] {
  if (judged.kind === 'all') return judged.parts.flatMap(lacksOf);
  if (judged.holds !== false) return [];
  return [judged.kind === 'any' ? judged.parts.map(missing) : [[judged.source]]];
}

function partsOf(judged: Judged): (Judged & { kind: 'part' })[] {
  if (judged.holds === true) return [];
  return judged.kind === 'part' ? [judged] : judged.parts.flatMap(partsOf);
}

const once = <T>(values: readonly T[]): T[] => [...new Set(values)];

/**
 * What of an expression of TaskRouter's a worker does not meet. What its documentation does not tell is not guessed: an
 * operator that it does not name, and values of types that do not go together.
 * @param scope what the expression's names stand for
 */
export function explain(expression: string, scope: unknown): Explanation {
  const judged = judge(readExpression(expression), scope);
  const parts = partsOf(judged);
  return {
    holds: judged.holds,
    lacks: lacksOf(judged),
    unread: once(parts.filter(({ holds }) => holds === undefined).map(({ source }) => source)),
    notLists: once(parts.flatMap(({ notList }) => notList ?? [])),
  };
}
