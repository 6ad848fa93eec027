// What is told of an expression, against the sandbox's own evaluator, by which it routes.
import fc from 'fast-check';

import { compileExpression } from '../../../../sandbox/src/expression/compileExpression';
import { explain } from '../../../../serverless/src/trace/explainExpression';
import { holds } from '../../../support/holds';

type Scope = Record<string, unknown>;
const isTrue = (source: string, scope: Scope): boolean => compileExpression(source)(scope);

const name = fc.constantFrom('language', 'team.name', 'score', 'vip', 'tags', 'routing.skills', 'missing', 'list[0]');
const text = fc.constantFrom('es', 'billing', 'Billing', 'not in', 'AND', 'a) OR (b', '5', 'true', '');
const constant = fc.oneof(text, fc.integer({ min: -9, max: 9 }), fc.boolean());
const value = fc.oneof(constant, fc.array(constant, { maxLength: 3 }), fc.constant(null));
const scope = fc.record(
  {
    language: value,
    team: fc.record({ name: value }),
    score: value,
    vip: value,
    tags: value,
    routing: fc.record({ skills: value }),
    list: fc.array(constant, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

const quoted = (one: unknown): string => (typeof one === 'string' ? `"${one}"` : String(one));
const comparison = fc.oneof(
  fc
    .tuple(name, fc.constantFrom('==', '!=', '<', '<=', '>', '>=', 'CONTAINS', 'HAS', 'LIKE'), constant)
    .map((words) => [words[0], words[1], quoted(words[2])].join(' ')),
  fc
    .tuple(name, fc.constantFrom('IN', 'NOT IN'), fc.array(constant, { maxLength: 3 }))
    .map(([left, operator, right]) => `${left} ${operator} [${right.map(quoted).join(', ')}]`),
  fc.tuple(name, fc.constantFrom('== null', '!= null')).map((words) => words.join(' ')),
  name,
);

/** AND, OR and NOT of these, however deep, in any spelling. */
const conditionOf = (leaf: fc.Arbitrary<string>) =>
  fc.letrec<{ condition: string }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc
        .tuple(tie('condition'), fc.constantFrom('AND', 'or', '||', '&&', 'OR'), tie('condition'))
        .map(([a, by, b]) => `(${a} ${by} ${b})`),
      tie('condition').map((one) => `NOT (${one})`),
    ),
  })).condition;

/** The sandbox refuses what it does not know. */
const isKnown = (source: string): boolean => !source.includes('LIKE');

test('what is said to hold does, and what is said not to hold does not', () => {
  holds(
    fc.property(conditionOf(comparison), scope, (source, of) => {
      const told = explain(source, of);
      if (isKnown(source) && told.holds !== undefined) expect(told.holds).toBe(isTrue(source, of));
      if (told.holds === true) expect(told).toEqual({ holds: true, lacks: [], unread: [], notLists: [] });
      else expect(told.lacks.length > 0).toBe(told.holds === false);
    }),
  );
});

test('each part that is said not to hold does not', () => {
  holds(
    fc.property(conditionOf(comparison.filter((one) => !one.includes('skills'))), scope, (source, of) => {
      for (const part of explain(source, of).lacks.flat(2)) {
        if (isKnown(part)) expect([part, isTrue(part, of)]).toEqual([part, false]);
      }
    }),
  );
});

/** Each name stands there once, so that a part can be made true. */
const plain = conditionOf(fc.constant('NAME')).map((source) => {
  let at = 0;
  return source.replace(/NAME/g, () => `x${(at += 1)} == "yes"`);
});
const answers = fc.array(fc.constantFrom('yes', 'no'), { minLength: 32, maxLength: 32 });

test('whoever gets one alternative of each demand fits, and whoever gets one demand less does not', () => {
  holds(
    fc.property(plain, answers, fc.nat(), (source, given, chosen) => {
      const of: Scope = Object.fromEntries(given.map((answer, at) => [`x${at + 1}`, answer]));
      const { lacks } = explain(source, of);
      const isWhole = lacks.flat(2).every((part) => /^(NOT )?x\d+ == "yes"$/.test(part));
      if (!isWhole) return;
      const mended = (demands: string[][][]): Scope => {
        const all = demands.flatMap((alternatives) => alternatives[chosen % alternatives.length]!);
        const changes = all.map((part) => [/x\d+/.exec(part)![0], part.startsWith('NOT') ? 'no' : 'yes']);
        return { ...of, ...(Object.fromEntries(changes) as Scope) };
      };
      expect(isTrue(source, mended(lacks))).toBe(true);
      for (const left of lacks) expect(isTrue(source, mended(lacks.filter((one) => one !== left)))).toBe(false);
    }),
  );
});

test('whatever is written: something is told, and nothing breaks', () => {
  const piece = fc.oneof(
    fc.constantFrom('AND', 'OR', 'NOT', 'IN', 'HAS', '==', '(', ')', '[', ']', '"', "'", '.', ',', '-', '`', '\\'),
    name,
    constant.map(quoted),
    fc.string({ maxLength: 4 }),
  );
  holds(
    fc.property(fc.array(piece, { maxLength: 8 }), scope, (pieces, of) => {
      const source = pieces.join(' ');
      const told = explain(source, of);
      let isRight: boolean | undefined;
      try {
        isRight = isTrue(source, of);
      } catch {
        return;
      }
      if (told.holds !== undefined) expect([source, told.holds]).toEqual([source, isRight]);
    }),
  );
});
