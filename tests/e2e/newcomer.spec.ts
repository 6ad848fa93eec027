import { spawn } from 'node:child_process';
import fs from 'node:fs';

import { expect, test } from './contactCentre';

/** Runs a command to its end; what it said and how it ended. */
function run(command: string, args: string[]): Promise<{ output: string; code: number | null }> {
  const child = spawn(command, args, { env: process.env });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ output, code })));
}

test('the README’s two commands are those that exist, and its pictures and links lead somewhere', () => {
  const readme = fs.readFileSync('README.md', 'utf8');
  const { scripts } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(readme).toContain('npm install && npm start');
  expect(readme).toContain('npm install && npm test');
  const named = [...readme.matchAll(/npm (?:run )?(start|test|build|lint|format|typecheck|sandbox|test:\w+)\b/g)];
  for (const [, script] of named) expect(Object.keys(scripts)).toContain(script);
  const local = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, file]) => file ?? '');
  expect(local.length).toBeGreaterThan(3);
  for (const file of local) expect(fs.existsSync(file), file).toBe(true);
});

test('the start page leads to the agent desktop and to the phone', async ({ contactCentre }) => {
  const page = await contactCentre.newPage();
  await page.goto('/');
  await expect(page.getByRole('link', { name: /agent desktop/i })).toHaveAttribute('href', /\/agent-desktop\//);
  await page.getByRole('link', { name: /phone/i }).first().click();
  await expect(page.getByRole('link', { name: 'Sam Carter' })).toBeVisible();
});

test('a port that is in use is said in one clear line', async ({ baseURL }) => {
  const port = new URL(baseURL ?? '').port;
  const { output, code } = await run(process.execPath, ['scripts/start.cjs', '--port', port]);
  expect(code).toBe(1);
  expect(output.trim()).toMatch(new RegExp(`^Port ${port} is in use[^\\n]*$`));
});
