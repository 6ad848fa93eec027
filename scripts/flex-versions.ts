// `npm run flex-versions`: the journey of an agent on each version of Flex UI; into docs/flex-versions.md.
// With versions behind it, on those alone, and told only: `npm run flex-versions -- 2.12.0`.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';
import { format } from 'oxfmt';

import { parseFlexUiVersion } from '../sandbox/src/parseFlexUiVersion';
import { LOWEST_FLEX_UI, WITH_TEMPLATES } from '../src/flex/flexVersion';

const ROOT = path.join(__dirname, '..');
const REPORT = path.join(ROOT, 'test-results/flex-versions.json');
const VERSIONS = [LOWEST_FLEX_UI, '2.8.3', '2.9.1', '2.12.0', '2.14.0', '2.15.1', '2.16.0', '2.17.1'];

/** What became of each step of the journey, by its name; undefined where an earlier one failed. */
type Outcome = Map<string, 'passed' | 'failed'>;

const specsOf = ({ specs, suites = [] }: JSONReportSuite): JSONReportSuite['specs'] => [
  ...specs,
  ...suites.flatMap(specsOf),
];

function outcomeOf(report: JSONReport): Outcome {
  const results = report.suites.flatMap(specsOf).flatMap(({ tests }) => tests.flatMap((test) => test.results));
  const steps = results.flatMap((result) => result.steps ?? []);
  return new Map(steps.map(({ title, error }) => [title, error ? 'failed' : 'passed']));
}

/** Runs the journey. The steps are empty where the sandbox did not start. */
function tryOut(version: string): { steps: Outcome; succeeded: boolean } {
  console.log(`\n— Flex UI ${version}`);
  fs.rmSync(REPORT, { force: true });
  const playwright = require.resolve('@playwright/test/cli');
  const { status } = spawnSync(process.execPath, [playwright, 'test', 'tests/e2e/journey.spec.ts'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, FLEX_UI: version, E2E_WORKERS: '1', PLAYWRIGHT_JSON_OUTPUT_NAME: REPORT },
  });
  const steps = fs.existsSync(REPORT)
    ? outcomeOf(JSON.parse(fs.readFileSync(REPORT, 'utf8')) as JSONReport)
    : new Map<string, 'passed'>();
  return { steps, succeeded: status === 0 };
}

function tableOf(outcomes: Map<string, Outcome>): string {
  const row = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  const titles = [...new Set([...outcomes.values()].flatMap((steps) => [...steps.keys()]))];
  const versions = [...outcomes.keys()];
  return [
    row(['step', ...versions]),
    row(['---', ...versions.map(() => '---')]),
    ...titles.map((title) => row([title, ...versions.map((version) => outcomes.get(version)?.get(title) ?? '—')])),
  ].join('\n');
}

const documentOf = (table: string): string => `# Versions of Flex UI

<!-- Written by \`npm run flex-versions\`. -->

Messaging Controls supports Flex UI ${LOWEST_FLEX_UI} and later 2.x versions. In an older one it stays off: a notice says so, in the agent's language, and Flex works as without the plugin.

Each version in this table is Twilio's own package from npm, run in [the sandbox](sandbox.md) and driven in Chromium:

${table}

## What differs

| Flex UI | what differs |
| --- | --- |
| below 2.9.1 | Flex offers agents the conversations that they start, as it offers any other task. The plugin accepts and opens them instead, once, in one of the agent's tabs. From 2.9.1 on Flex does this itself, and the plugin leaves it to Flex |
| below ${WITH_TEMPLATES} | Flex can't send a template into an open conversation, so the button beside the composer and the offer under a failed message are hidden. The panel sends templates in every version |

## Try a version

\`\`\`sh
npm start -- --flex-ui 2.12.0        # run it: the version is installed from npm into .cache/ the first time
npm run flex-versions -- 2.12.0      # put it through the journey
npm run flex-versions                # all versions of the table, which is written anew
\`\`\`

The packages that Flex UI names by a range (TaskRouter's SDK, for example) are the newest ones that fit; a hosted Flex has those of its day. \`npm test\` runs the whole suite on the newest version and the journey on ${LOWEST_FLEX_UI}.
`;

async function main(): Promise<void> {
  const wanted = process.argv.slice(2).map(parseFlexUiVersion);
  const outcomes = new Map<string, Outcome>();
  const failed: string[] = [];
  for (const version of wanted.length > 0 ? wanted : VERSIONS) {
    const { steps, succeeded } = tryOut(version);
    outcomes.set(version, steps);
    if (!succeeded) failed.push(version);
  }
  const table = tableOf(outcomes);
  console.log(`\n${table}`);
  if (wanted.length === 0) {
    const file = path.join(ROOT, 'docs/flex-versions.md');
    fs.writeFileSync(file, (await format(file, documentOf(table))).code);
  }
  if (failed.length > 0) throw new Error(`The journey failed on Flex UI ${failed.join(', ')}.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
