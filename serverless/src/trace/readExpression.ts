export type Operand =
  | { kind: 'constant'; value: string | number | boolean | null }
  | { kind: 'list'; items: Operand[] }
  | { kind: 'path'; names: (string | number)[] };

/** `source` is what stands there; `unread` is what is not in TaskRouter's language as it is documented. */
export type Condition = { source: string } & (
  | { kind: 'and' | 'or'; parts: Condition[] }
  | { kind: 'not'; part: Condition }
  /** `operator` in lower case, also one that nobody knows. */
  | { kind: 'comparison'; operator: string; left: Operand; right: Operand }
  | { kind: 'value'; operand: Operand }
  | { kind: 'unread' }
);

interface Token {
  kind: 'text' | 'number' | 'word' | 'sign' | 'other';
  text: string;
  from: number;
  to: number;
}

/** In the order of the groups. */
const KINDS = ['text', 'number', 'word', 'sign', 'other'] as const;
const TOKEN =
  /("[^"\\]*"|'[^'\\]*')|(-?\d+(?:\.\d+)?)|([\p{L}_$][\p{L}\p{N}_$]*)|(==|!=|<=|>=|&&|\|\||[=<>()[\],.])|(\S)/gu;

const tokensOf = (source: string): Token[] =>
  [...source.matchAll(TOKEN)].map((match) => ({
    kind: KINDS[match.slice(1).findIndex((text) => text !== undefined)]!,
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));

const CONSTANTS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
const COMPARISONS = ['==', '=', '!=', '<=', '>=', '<', '>'];

class Unreadable extends Error {}

class Reader {
  private readonly tokens: Token[];
  private at = 0;

  constructor(private readonly source: string) {
    this.tokens = tokensOf(source);
  }

  whole(): Condition {
    const condition = this.either();
    if (this.next()) throw new Unreadable();
    return condition;
  }

  private next(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead];
  }

  private take(): Token {
    const token = this.next();
    if (!token) throw new Unreadable();
    this.at += 1;
    return token;
  }

  /** Of any spelling: `and`, `And`, `&&`. */
  private is(wanted: string, ahead = 0): boolean {
    return this.next(ahead)?.text.toLowerCase() === wanted;
  }

  private skip(...wanted: string[]): boolean {
    const found = wanted.some((one) => this.is(one));
    if (found) this.at += 1;
    return found;
  }

  private expect(sign: string): void {
    if (!this.skip(sign)) throw new Unreadable();
  }

  /** What stands between a token and the last one that was taken. */
  private from(start: number): string {
    return this.source.slice(this.tokens[start]!.from, this.tokens[this.at - 1]!.to);
  }

  private either(): Condition {
    return this.joined('or', '||', () => this.joined('and', '&&', () => this.one()));
  }

  private joined(kind: 'and' | 'or', sign: string, read: () => Condition): Condition {
    const start = this.at;
    const parts = [read()];
    while (this.skip(kind, sign)) parts.push(read());
    return parts.length === 1 ? parts[0]! : { kind, parts, source: this.from(start) };
  }

  private one(): Condition {
    const start = this.at;
    if (this.skip('not')) {
      const part = this.one();
      return { kind: 'not', part, source: this.from(start) };
    }
    if (this.skip('(')) {
      const inner = this.either();
      this.expect(')');
      return inner;
    }
    return this.comparison();
  }

  private comparison(): Condition {
    const start = this.at;
    const left = this.operand();
    if (!this.next() || ['and', '&&', 'or', '||', ')'].some((end) => this.is(end))) {
      return { kind: 'value', operand: left, source: this.from(start) };
    }
    const operator = this.operator();
    const right = this.operand();
    return { kind: 'comparison', operator, left, right, source: this.from(start) };
  }

  private operator(): string {
    const { kind, text } = this.take();
    if (text.toLowerCase() === 'not' && this.skip('in')) return 'not in';
    if (kind === 'word' || kind === 'other' || COMPARISONS.includes(text)) return text.toLowerCase();
    throw new Unreadable();
  }

  private operand(): Operand {
    const { kind, text } = this.take();
    if (kind === 'text') return { kind: 'constant', value: text.slice(1, -1) };
    if (kind === 'number') return { kind: 'constant', value: Number(text) };
    if (text === '[') return this.list();
    if (kind !== 'word') throw new Unreadable();
    const constant = CONSTANTS[text.toLowerCase()];
    return constant === undefined ? this.path(text) : { kind: 'constant', value: constant };
  }

  private list(): Operand {
    const items: Operand[] = [];
    if (this.skip(']')) return { kind: 'list', items };
    do items.push(this.operand());
    while (this.skip(','));
    this.expect(']');
    return { kind: 'list', items };
  }

  private path(first: string): Operand {
    const names: (string | number)[] = [first];
    for (;;) {
      if (this.skip('.')) {
        const { kind, text } = this.take();
        if (kind !== 'word') throw new Unreadable();
        names.push(text);
      } else if (this.skip('[')) {
        const { kind, text } = this.take();
        if (kind !== 'number' && kind !== 'text') throw new Unreadable();
        names.push(kind === 'number' ? Number(text) : text.slice(1, -1));
        this.expect(']');
      } else return { kind: 'path', names };
    }
  }
}

/**
 * Reads an expression of TaskRouter's. What is not in its language as it is documented is `unread`: nobody can tell whether
 * it holds. https://www.twilio.com/docs/taskrouter/expression-syntax
 */
export function readExpression(source: string): Condition {
  // None demands nothing.
  if (source.trim() === '') return { kind: 'and', parts: [], source };
  try {
    return new Reader(source).whole();
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'unread', source: source.trim() };
    throw error;
  }
}
