import fs from 'node:fs';
import path from 'node:path';

import { ENDPOINT_NOTES } from './endpointNotes';
import { readSpecification } from './readSpecification';

const ENDPOINTS_PAGE = path.join(__dirname, '../../docs/sandbox-endpoints.md');

/** Each with what it is called. Of the API of 2010 only what has to do with messages. */
const DOCUMENTS: readonly [document: string, title: string, operations?: RegExp][] = [
  ['twilio_conversations_v1', 'Conversations'],
  ['twilio_flex_v1', 'Flex: configuration, Interactions, plugins'],
  ['twilio_flex_v2', 'Flex: web chats'],
  ['twilio_taskrouter_v1', 'TaskRouter'],
  ['twilio_sync_v1', 'Sync'],
  [
    'twilio_api_v2010',
    'The account, messages and numbers',
    /\/(Messages|IncomingPhoneNumbers)(\/|\.json)|\/Accounts\/{Sid}\.json$/,
  ],
  ['twilio_messaging_v1', 'Messaging Services'],
  ['twilio_content_v1', 'Content'],
  ['twilio_content_v2', 'Content: search'],
  ['twilio_studio_v2', 'Studio'],
  ['twilio_serverless_v1', 'Serverless'],
  ['twilio_lookups_v2', 'Lookup'],
  ['twilio_monitor_v1', 'Monitor'],
  ['twilio_accounts_v1', 'Accounts'],
];

/** Which tests drive an operation, by `<document> GET /v1/…`. */
type Driven = Map<string, Set<string>>;

const ROW = /^\| `((?:GET|POST|PUT|DELETE) [^`]+)` +\| +([^|]*?) +\|/;
const SECTION = /^<!-- (twilio_\w+) -->$/;

export function readDriven(): Driven {
  const driven: Driven = new Map();
  let document = '';
  for (const line of fs.existsSync(ENDPOINTS_PAGE) ? fs.readFileSync(ENDPOINTS_PAGE, 'utf8').split('\n') : []) {
    document = SECTION.exec(line)?.[1] ?? document;
    const [, operation, tests] = ROW.exec(line) ?? [];
    if (operation && tests) driven.set(`${document} ${operation}`, new Set(tests.split(', ')));
  }
  return driven;
}

const noteOf = (operation: string): string =>
  ENDPOINT_NOTES.filter(([operations]) => operations.test(operation))
    .map(([, note]) => note)
    .join('; ');

function sectionOf([document, title, wanted]: (typeof DOCUMENTS)[number], driven: Driven): string {
  const all = readSpecification(document)
    .router.getOperations()
    .map(({ method, path: address }) => `${method.toUpperCase()} ${address}`)
    .filter((operation) => wanted?.test(operation) ?? true)
    .sort(
      (one, other) => (one.split(' ')[1] ?? '').localeCompare(other.split(' ')[1] ?? '') || one.localeCompare(other),
    );
  const done = all.filter((operation) => driven.has(`${document} ${operation}`));
  const rows = done.map((operation) => {
    const name = `${document} ${operation}`;
    return `| \`${operation}\` | ${[...(driven.get(name) ?? [])].sort().join(', ')} | ${noteOf(name)} |`;
  });
  const missing = all.filter((operation) => !done.includes(operation)).map((operation) => `\`${operation}\``);
  return [
    `## ${title}`,
    `<!-- ${document} -->`,
    `${done.length} of ${all.length} are answered.`,
    ['| endpoint | held by | what differs |', '| --- | --- | --- |', ...rows].join('\n'),
    ...(missing.length > 0 ? [`Not there: ${missing.join(', ')}.`] : []),
  ].join('\n\n');
}

/** The whole page, before oxfmt. */
const pageOf = (driven: Driven): string =>
  [
    '# The sandbox’s endpoints',
    'Every endpoint of the services that the [sandbox](sandbox.md) has, from the contract tests: each that is “held by” a test in `tests/contract/` is called there with Twilio’s own helper, and request and answer are held to Twilio’s OpenAPI document, field by field. One that is “not there” gets a 404 that says so. This page is written by those tests: `UPDATE_ENDPOINTS=1 npx jest -i tests/contract`, then `npm run format`.',
    'An OpenAPI document doesn’t say what an account really does. [`npm run doctor -- --probe` and `npm run verify`](doctor.md) compare the two; where they have settled something, “what differs” says so. No endpoint has been compared with a real account yet.',
    ...DOCUMENTS.map((document) => sectionOf(document, driven)),
  ].join('\n\n') + '\n';

/** Without what oxfmt makes of a table. */
const plain = (text: string): string => text.replace(/ +\|/g, ' |').replace(/\| +/g, '| ').replace(/-{3,}/g, '---');

/** The page as it is, and as it would be written from what it says itself. */
export const renderedPage = (): { told: string; right: string } => ({
  told: plain(fs.readFileSync(ENDPOINTS_PAGE, 'utf8')),
  right: plain(pageOf(readDriven())),
});

/** What the page says that this test does, and what it did; with `UPDATE_ENDPOINTS=1` the page is written anew. */
export function toldEndpoints(test: string, done: ReadonlyMap<string, string[]>): { told: string[]; right: string[] } {
  const right = [...done].flatMap(([document, operations]) => operations.map((name) => `${document} ${name}`)).sort();
  if (process.env['UPDATE_ENDPOINTS']) {
    const driven = readDriven();
    for (const tests of driven.values()) tests.delete(test);
    for (const name of right) driven.set(name, (driven.get(name) ?? new Set()).add(test));
    fs.writeFileSync(ENDPOINTS_PAGE, pageOf(new Map([...driven].filter(([, tests]) => tests.size > 0))));
  }
  const told = [...readDriven()].filter(([, tests]) => tests.has(test)).map(([name]) => name);
  return { told: told.sort(), right };
}
