import fs from 'node:fs';
import path from 'node:path';

import { en as consent } from '../../../src/strings/consent/en';
import { en as customerTime } from '../../../src/strings/customerTime/en';
import { en } from '../../../src/strings/en';
import { en as pastConversations } from '../../../src/strings/pastConversations/en';
import { en as conversations } from '../../../src/strings/conversations/en';
import { en as notes } from '../../../src/strings/notes/en';
import { en as people } from '../../../src/strings/people/en';
import { en as startFor } from '../../../src/strings/startFor/en';
import { en as trace } from '../../../src/strings/trace/en';

const DOCS = path.join(__dirname, '../../../docs');

/** What the guides print in bold beside the plugin's own labels: Flex's, a key, and a label with a number in it. */
const NOT_OURS = ['Info', 'Teams View', 'Ctrl+Shift+U', 'Message +1 …'];

/** The labels in bold; what ends with a point begins a paragraph. */
const labelsIn = (file: string): string[] =>
  [...fs.readFileSync(path.join(DOCS, file), 'utf8').matchAll(/\*\*([^*\n]+)\*\*/g)]
    .map(([, label = '']) => label)
    .filter((label) => !label.endsWith('.'));

it.each(['agents-guide.md', 'supervisors-guide.md'])('%s names what stands on the screen', (file) => {
  const labels = labelsIn(file);
  expect(labels.length).toBeGreaterThan(1);
  const said = new Set<string>([
    ...[en, consent, customerTime, conversations, notes, pastConversations, people, startFor, trace].flatMap((table) =>
      Object.values(table),
    ),
    ...NOT_OURS,
  ]);
  expect(labels.filter((label) => !said.has(label))).toEqual([]);
});
