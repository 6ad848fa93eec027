import { Command } from 'commander';

import { printJson, printLine } from '../report';
import { sentenceOf } from '../runSteps';
import { readRecording } from './exchanges/recording';
import { verify } from './exchanges/verify';

new Command('npm run verify --')
  .description('Replays recorded exchanges against a sandbox of its own and says where it answers differently.')
  .argument('<file>', 'written by npm run doctor -- --record <file>')
  .option('--json', 'print one JSON document')
  .action(async (file: string, { json }: { json?: boolean }) => {
    const steps = await verify(readRecording(file));
    const total = steps.reduce((sum, { differences }) => sum + differences.length, 0);
    if (json) printJson({ steps, differences: total });
    else {
      for (const { id, exchanges, differences } of steps) {
        const said = `${id}: ${exchanges} ${exchanges === 1 ? 'exchange' : 'exchanges'}`;
        printLine(differences.length > 0 ? '~' : '=', said, differences);
      }
      console.log(`\n${total} ${total === 1 ? 'difference' : 'differences'}.`);
    }
    if (total > 0) process.exitCode = 1;
  })
  .parseAsync()
  .catch((error: unknown) => {
    console.error(sentenceOf(error));
    process.exitCode = 1;
  });
