import { parseArgs } from 'node:util';

import { parsePort } from '../sandbox/src/parsePort';
import { startLocalFlex } from './start/startLocalFlex';

const USAGE = `npm start [-- --port <port>]

Builds what is needed and starts Flex with the plugin, its backend and a customer's phone on this computer.
It listens on the port (4000, or PORT) and on the one after it.`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) return console.log(USAGE);
  const port = parsePort(values.port ?? (process.env['PORT'] || '4000'));
  if (port === 0 || port === 65_535) throw new Error(`Port ${port} has no place for the backend on the one after it.`);
  const flex = await startLocalFlex({ port, tell: console.log });
  console.log(`
  Agent desktop      ${flex.url}/agent-desktop/
  Customer's phone   ${flex.url}/phone
  What is what       ${flex.url}/
  Backend            ${flex.backend.url}  (log: ${flex.backend.log})

  Press Ctrl-C to end everything.
`);
  flex.backend.ended.catch((error: Error) => console.error(`${error.message} Flex and the phone still run.`));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
