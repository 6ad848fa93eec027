import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { format } from 'oxfmt';

const DOCUMENT = path.join(__dirname, '../docs/reliability.md');

/** Puts what a run has produced in the place of what an earlier one had: the section of this heading, to the next one. */
export async function writeSection(heading: string, text: string): Promise<void> {
  const sections = readFileSync(DOCUMENT, 'utf8').split(/^(?=## )/m);
  const section = `## ${heading}\n\n${text}\n\n`;
  const at = sections.findIndex((one) => one.startsWith(`## ${heading}\n`));
  if (at === -1) sections.push(`\n${section}`);
  else sections[at] = section;
  writeFileSync(DOCUMENT, (await format(DOCUMENT, sections.join(''))).code);
}

/** Of Markdown. */
export const table = (rows: readonly (readonly (string | number)[])[]): string => {
  const [head = [], ...body] = rows;
  return [head, head.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
};
