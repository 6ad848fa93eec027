import jsep from 'jsep';

/** An expression that cannot be read. */
export class ExpressionError extends Error {
  constructor(source: string, problem: string) {
    super(`Expression "${source}" is not valid: ${problem}`);
  }
}

export type Operand =
  | { kind: 'constant'; value: unknown }
  | { kind: 'list'; items: Operand[] }
  | { kind: 'path'; names: (string | number)[] };

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'contains' | 'has' | 'in';

export type Condition =
  | { kind: 'and' | 'or'; left: Condition; right: Condition }
  | { kind: 'not'; condition: Condition }
  | { kind: 'comparison'; operator: Comparison; negated: boolean; left: Operand; right: Operand }
  | { kind: 'value'; operand: Operand };

const NEGATED = 'not_';
const WORDS = ['eq', 'not_eq', 'contains', 'not_contains', 'has', 'not_has', 'in', 'not_in'];
const SYNONYMS: Record<string, Comparison> = { '=': '==', eq: '==' };
const COMPARISONS = ['==', '!=', '<', '<=', '>', '>=', 'contains', 'has', 'in'];
// As jsep ranks its own operators: or 1, and 2, equality 6.
const COMPARISON_RANK = 6;

jsep.addUnaryOp('not');
jsep.addBinaryOp('or', 1);
jsep.addBinaryOp('and', 2);
for (const name of ['=', ...WORDS]) jsep.addBinaryOp(name, COMPARISON_RANK);

const QUOTED_OR_WORD =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<![.\w])not\s+(?:in|has|contains|eq)\b|(?<![.\w])\w+(?![\w.])/gi;
const isWord = (text: string): boolean => [...WORDS, 'and', 'or', 'not', 'true', 'false', 'null'].includes(text);

/** jsep knows operators in one spelling only: `Not In` becomes `not_in`, and quoted text stays as it is. */
const oneSpelling = (source: string): string =>
  source.replace(QUOTED_OR_WORD, (text) => {
    const word = text.toLowerCase().replace(/\s+/, '_');
    return isWord(word) ? word : text;
  });

/** The parts of jsep's unary and binary expressions. */
type Operation = jsep.Expression & Record<'left' | 'right' | 'argument', jsep.Expression> & { operator: string };

class Parser {
  constructor(private readonly source: string) {}

  condition(node: jsep.Expression): Condition {
    const { type, operator, left, right, argument } = node as Operation;
    if (type === 'UnaryExpression' && ['not', '!'].includes(operator)) {
      return { kind: 'not', condition: this.condition(argument) };
    }
    if (type !== 'BinaryExpression') return { kind: 'value', operand: this.operand(node) };
    if (['and', '&&', 'or', '||'].includes(operator)) {
      const kind = ['and', '&&'].includes(operator) ? 'and' : 'or';
      return { kind, left: this.condition(left), right: this.condition(right) };
    }
    // jsep binds `not` to the name that follows; here it covers the whole comparison.
    const inverted = left as Operation;
    if (inverted.type === 'UnaryExpression' && inverted.operator === 'not') {
      const inner = { ...node, left: inverted.argument };
      return { kind: 'not', condition: this.condition(inner) };
    }
    const negated = operator.startsWith(NEGATED);
    const plain = negated ? operator.slice(NEGATED.length) : operator;
    const comparison = SYNONYMS[plain] ?? plain;
    if (!COMPARISONS.includes(comparison)) throw new ExpressionError(this.source, `unknown operator ${operator}`);
    return {
      kind: 'comparison',
      operator: comparison as Comparison,
      negated,
      left: this.operand(left),
      right: this.operand(right),
    };
  }

  private operand(node: jsep.Expression): Operand {
    const known = node as jsep.CoreExpression;
    switch (known.type) {
      case 'Literal':
        return { kind: 'constant', value: known.value };
      case 'ArrayExpression':
        return { kind: 'list', items: known.elements.map((item) => this.item(item)) };
      case 'Identifier':
      case 'MemberExpression':
        return { kind: 'path', names: this.path(known) };
      case 'UnaryExpression':
        return { kind: 'constant', value: this.negative(known) };
      default:
        throw new ExpressionError(this.source, `${node.type} is not allowed here`);
    }
  }

  private item(node: jsep.Expression | null): Operand {
    if (!node) throw new ExpressionError(this.source, 'a list has an empty place');
    return this.operand(node);
  }

  private path(node: jsep.Expression): (string | number)[] {
    if (node.type === 'Identifier') return [(node as jsep.Identifier).name];
    if (node.type !== 'MemberExpression') throw new ExpressionError(this.source, `${node.type} has no members`);
    const { object, property, computed } = node as jsep.MemberExpression;
    if (!computed) return [...this.path(object), (property as jsep.Identifier).name];
    const key = (property as jsep.Literal).value;
    if (typeof key !== 'string' && typeof key !== 'number') {
      throw new ExpressionError(this.source, 'only a constant can stand in brackets');
    }
    return [...this.path(object), key];
  }

  private negative({ operator, argument }: jsep.UnaryExpression): number {
    const { value } = argument as jsep.Literal;
    if (operator !== '-' || typeof value !== 'number') throw new ExpressionError(this.source, `misplaced ${operator}`);
    return -value;
  }
}

/**
 * Reads an expression of TaskRouter (https://www.twilio.com/docs/taskrouter/expression-syntax) or of a Sync live
 * query. Throws `ExpressionError`.
 */
export function parseExpression(source: string): Condition {
  let tree: jsep.Expression;
  try {
    tree = jsep(oneSpelling(source));
  } catch (error) {
    throw new ExpressionError(source, error instanceof Error ? error.message : String(error));
  }
  return new Parser(source).condition(tree);
}
