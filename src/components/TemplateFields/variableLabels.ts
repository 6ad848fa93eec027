import type { Template } from '../../contract/templates';
import type { Translate } from '../../strings/translate';

/** How many words of a text say where a variable stands in it, on either side. */
const WORDS = 3;

/** `first_name` or `orderNumber`, as people name variables; not an example such as `Maria`. */
const isName = (text: string): boolean => /^[a-z]+(?:[_.-][a-z0-9]+|[A-Z][a-z0-9]*)+$/.test(text);

/** `First name` of `first_name`. */
function readableName(name: string): string {
  const words = name
    .replace(/[_.-]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The words around a variable, with dots in its place: `“Hello …, your order”`. Undefined where it stands alone. */
function wordsAround(text: string, name: string): string | undefined {
  const [before, after] = text.split(new RegExp(`\\{\\{\\s*${name.replace(/\W/g, '\\$&')}\\s*\\}\\}`));
  if (before === undefined || after === undefined) return undefined;
  // Not over another variable, a line's end or a sentence's.
  const start = before.split(/\}\}|\n|[.!?]\s/).pop() ?? '';
  const [end = ''] = after.split(/\{\{|\n|[.!?]\s/);
  const words = [(start.match(/\S+\s*/g) ?? []).slice(-WORDS), (end.match(/\s*\S+/g) ?? []).slice(0, WORDS)];
  const around = words.map((some) => some.join('')).join('…');
  return /[\p{L}\p{N}]/u.test(around) ? `“${around.replace(/^[\s,.;:!?)]+/, '').trim()}”` : undefined;
}

/**
 * What the field of each variable is called, by the variable's name: as the template calls it, or its example, where that
 * is a name; else the words between which it stands, since WhatsApp's templates mostly number their variables.
 */
export function variableLabels(t: Translate, template: Template): Record<string, string> {
  const { title, body, footer, buttons, items, media, variables } = template;
  const texts = [
    ...[title, body, footer].map((text) => text ?? ''),
    ...buttons.flatMap(({ text, opens = '' }) => [text, opens]),
    ...items.flatMap((item) => [item.title, item.description ?? '']),
    ...media,
  ];
  const labels: Record<string, string> = {};
  for (const { name, example } of variables) {
    const named = [/^\d+$/.test(name) ? '' : name, isName(example) ? example : ''].find(Boolean);
    const around = () => texts.map((text) => wordsAround(text, name)).find((words) => words !== undefined);
    const label = named ? readableName(named) : (around() ?? t('templateVariable', { name }));
    const isTaken = Object.values(labels).includes(label);
    labels[name] = isTaken ? `${label} (${name})` : label;
  }
  return labels;
}
