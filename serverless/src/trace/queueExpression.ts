/** One demand of an expression, such as `routing.skills HAS "billing"`. */
const DEMAND =
  /^([A-Za-z_][\w.]*)\s*(\bHAS\b|\bCONTAINS\b|==|=|!=|>=|<=|>|<)\s*(?:"([^"]*)"|'([^']*)'|(-?\d+(?:\.\d+)?))$/i;
const QUOTED = /"[^"]*"|'[^']*'/g;

/** Those that stand side by side; undefined of an expression that is more than that. */
function demandsOf(expression: string): string[] | undefined {
  const bare = expression.replace(QUOTED, (text) => '_'.repeat(text.length));
  if (/\b(OR|NOT)\b|[()[\]|!](?!=)/i.test(bare)) return undefined;
  const demands: string[] = [];
  let from = 0;
  for (const { index, 0: text } of bare.matchAll(/\s+AND\s+|\s*&&\s*/gi)) {
    demands.push(expression.slice(from, index).trim());
    from = index + text.length;
  }
  return [...demands, expression.slice(from).trim()];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const at = (attributes: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined),
      attributes,
    );

function holds(value: unknown, operator: string, wanted: string): boolean {
  // What is not there is neither equal nor unequal to anything.
  if (value === undefined || value === null) return false;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  switch (operator.toUpperCase()) {
    case 'HAS':
      return Array.isArray(value) ? value.map(String).includes(wanted) : text === wanted;
    case 'CONTAINS':
      return Array.isArray(value) ? value.map(String).includes(wanted) : text.includes(wanted);
    case '!=':
      return text !== wanted;
    case '=':
    case '==':
      return text === wanted;
  }
  const difference = Number(text) - Number(wanted);
  if (operator === '>') return difference > 0;
  if (operator === '>=') return difference >= 0;
  return operator === '<' ? difference < 0 : difference <= 0;
}

/**
 * What a queue's expression demands and a worker has not: a skill by its name, anything else as the expression writes it.
 * Of an expression with alternatives nothing, for there it is not one thing that a worker lacks.
 * https://www.twilio.com/docs/taskrouter/expression-syntax
 * @param attributes the worker's
 */
export const lacking = (expression: string, attributes: unknown): string[] =>
  (demandsOf(expression) ?? []).flatMap((demand) => {
    const [, path = '', operator = '', double, single, number] = DEMAND.exec(demand) ?? [];
    const wanted = double ?? single ?? number;
    if (wanted === undefined || holds(at(attributes, path), operator, wanted)) return [];
    return [/^(HAS|CONTAINS)$/i.test(operator) ? wanted : demand];
  });
