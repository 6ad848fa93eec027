import fc from 'fast-check';

import { compileExpression, ExpressionError } from '../../sandbox/src/expression/compileExpression';
import { holds } from '../support/holds';

const name = fc.constantFrom('language', 'skill', 'score', 'vip', 'tags', 'missing');
/** What a person can write between quotes. */
const text = fc
  .oneof(fc.constantFrom('es', 'billing', 'not in', 'AND', '5', 'true'), fc.string({ unit: 'grapheme' }))
  .filter((one) => !/\p{Cc}/u.test(one));
const constant = fc.oneof(text, fc.integer({ min: -9, max: 9 }), fc.boolean());
const scope = fc.record(
  {
    language: text,
    skill: text,
    score: fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom('5', '-3')),
    vip: fc.boolean(),
    tags: fc.array(text),
  },
  { requiredKeys: [] },
);

const quoted = (value: unknown): string =>
  typeof value === 'string' ? `"${value.replace(/["\\]/g, '\\$&')}"` : String(value);
const list = (values: readonly unknown[]): string => `[${values.map(quoted).join(', ')}]`;

const comparison = fc.oneof(
  fc
    .tuple(name, fc.constantFrom('==', '!=', '<', '<=', '>', '>=', 'CONTAINS', 'HAS'), constant)
    .map(([left, operator, right]) => `${left} ${operator} ${quoted(right)}`),
  fc
    .tuple(name, fc.constantFrom('IN', 'NOT IN'), fc.array(constant, { maxLength: 3 }))
    .map(([left, operator, right]) => `${left} ${operator} ${list(right)}`),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    comparison,
    fc.tuple(tie('condition'), fc.constantFrom('AND', 'OR'), tie('condition')).map(([a, by, b]) => `(${a} ${by} ${b})`),
    tie('condition').map((one) => `NOT (${one})`),
  ),
}));

const is = (source: string, of: object): boolean => compileExpression(source)(of as Record<string, unknown>);

describe('expressions', () => {
  it('AND, OR and NOT are those of logic, however deep', () => {
    holds(
      fc.property(condition, condition, scope, (a, b, of) => {
        expect(is(`(${a}) AND (${b})`, of)).toBe(is(a, of) && is(b, of));
        expect(is(`(${a}) OR (${b})`, of)).toBe(is(a, of) || is(b, of));
        expect(is(`NOT (${a})`, of)).toBe(!is(a, of));
      }),
    );
  });

  it('AND binds before OR, and NOT before both', () => {
    holds(
      fc.property(comparison, comparison, comparison, scope, (a, b, c, of) => {
        expect(is(`${a} OR ${b} AND ${c}`, of)).toBe(is(a, of) || (is(b, of) && is(c, of)));
        expect(is(`${a} AND ${b} OR ${c}`, of)).toBe((is(a, of) && is(b, of)) || is(c, of));
        expect(is(`NOT ${a} AND ${b}`, of)).toBe(!is(a, of) && is(b, of));
      }),
    );
  });

  it('a text is equal to itself and to no other, whatever is in it', () => {
    holds(
      fc.property(text, text, (one, other) => {
        expect(is(`language == ${quoted(one)}`, { language: one })).toBe(true);
        expect(is(`language == ${quoted(one)}`, { language: other })).toBe(one === other);
        expect(is(`language != ${quoted(one)}`, { language: other })).toBe(one !== other);
      }),
    );
  });

  it('IN is one comparison or another; NOT IN its opposite; and what is missing is neither', () => {
    holds(
      fc.property(name, fc.array(constant, { minLength: 1, maxLength: 4 }), scope, (left, values, of) => {
        const isThere = left in of;
        const each = values.map((value) => `${left} ==  ${quoted(value)}`).join(' OR ');
        if (left !== 'tags') expect(is(`${left} IN ${list(values)}`, of)).toBe(is(each, of));
        expect(is(`${left} NOT IN ${list(values)}`, of)).toBe(isThere && !is(`${left} IN ${list(values)}`, of));
      }),
    );
  });

  it('HAS finds each item of a list, and nothing else', () => {
    holds(
      fc.property(fc.array(text), text, (tags, wanted) => {
        expect(is(`tags HAS ${quoted(wanted)}`, { tags })).toBe(tags.includes(wanted));
      }),
    );
  });

  it('numbers are in their order, also where an attribute holds them as text', () => {
    const number = fc.integer({ min: -1_000, max: 1_000 });
    holds(
      fc.property(number, number, fc.boolean(), (one, other, isText) => {
        const of = { score: isText ? String(one) : one };
        expect(is(`score < ${other}`, of)).toBe(one < other);
        expect(is(`score >= ${other}`, of)).toBe(one >= other);
      }),
    );
  });

  it('operators may be written in any case', () => {
    holds(
      fc.property(comparison, comparison, scope, fc.constantFrom('and', 'And', 'AND'), (a, b, of, and) => {
        expect(is(`${a} ${and} ${b}`, of)).toBe(is(`${a} && ${b}`, of));
      }),
    );
  });

  it('whatever is written: it can be read, or it is said that it cannot', () => {
    const piece = fc.oneof(
      fc.constantFrom('AND', 'OR', 'NOT', 'IN', '==', '(', ')', '[', ']', '"', "'", '.', ',', '-', '{', '?', ':', '`'),
      name,
      constant.map(quoted),
      fc.string({ maxLength: 4 }),
    );
    holds(
      fc.property(fc.array(piece, { maxLength: 8 }), scope, (pieces, of) => {
        let test: ReturnType<typeof compileExpression>;
        try {
          test = compileExpression(pieces.join(' '));
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
          return;
        }
        expect(typeof test(of)).toBe('boolean');
      }),
    );
  });
});
