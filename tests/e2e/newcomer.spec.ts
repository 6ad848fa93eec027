import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import axe from 'axe-core';

import { expect, test } from './contactCentre';

/** Runs a command to its end; what it said and how it ended. */
function run(command: string, args: string[]): Promise<{ output: string; code: number | null }> {
  const child = spawn(command, args, { env: process.env });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ output, code })));
}

/** Of a Markdown file: the anchors that GitHub gives its headings. */
const anchorsOf = (file: string): string[] =>
  [...fs.readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

test('the documents’ commands are those that exist, and their links, anchors and pictures lead somewhere', () => {
  const { scripts } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const readme = fs.readFileSync('README.md', 'utf8');
  expect(readme).toContain('npm install && npm start');
  expect(readme).toContain('npm install && npm test');
  const documents = ['.', 'serverless', 'setup', 'docs', 'docs/decisions'].flatMap((folder) =>
    fs.readdirSync(folder).flatMap((name) => (name.endsWith('.md') ? [path.join(folder, name)] : [])),
  );
  for (const document of documents) {
    const text = fs.readFileSync(document, 'utf8');
    for (const [, script] of text.matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(script);
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/g)];
    for (const [, file, anchor] of links) {
      const target = file ? path.join(path.dirname(document), file) : document;
      expect(fs.existsSync(target), `${document} names ${target}`).toBe(true);
      if (anchor) expect(anchorsOf(target), `in ${target}, named by ${document}`).toContain(anchor);
    }
  }
});

test('the start page leads to the agent desktop and to the phone', async ({ contactCentre }) => {
  const page = await contactCentre.newPage();
  await page.goto('/');
  await expect(page.getByRole('link', { name: /agent desktop/i }).first()).toHaveAttribute('href', /\/agent-desktop\//);
  await page.getByRole('link', { name: /phone/i }).first().click();
  await expect(page.getByRole('link', { name: 'Sam Carter' })).toBeVisible();
});

test('the sandbox’s own pages suit a screen reader, both themes and a narrow screen', async ({ contactCentre }) => {
  const page = await contactCentre.newPage();
  await page.setViewportSize({ width: 320, height: 800 });
  const sam = '/phone?customer=%2B12025550143';
  const [sms, whatsapp] = ['+14155550100', 'whatsapp:+14155550100'];
  for (const to of [sms, whatsapp]) {
    const data = { customer: '+12025550143', channel: to === sms ? 'sms' : 'whatsapp', to, body: 'Is anybody there?' };
    expect((await page.request.post('/sandbox/phone/messages', { data })).ok()).toBe(true);
  }
  const threads = [sms, whatsapp].map((to) => `${sam}&to=${encodeURIComponent(to)}`);
  for (const place of ['/', '/sign-in', '/phone', sam, ...threads, '/webchat', '/kiosk', '/console']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(place);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
      const found = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 120))]);
      expect(found, `${place}, ${colorScheme}`).toEqual([]);
      const [wide, ground] = await page.evaluate<[number, string]>(
        '[document.documentElement.scrollWidth, getComputedStyle(document.body).backgroundColor]',
      );
      expect(wide, `${place} is wider than the screen`).toBeLessThanOrEqual(320);
      const [red = ''] = /\d+/.exec(ground) ?? [];
      expect(Number(red) < 128 ? 'dark' : 'light', place).toBe(colorScheme);
    }
  }
});

test('a port that is in use is said in one clear line', async ({ baseURL }) => {
  const port = new URL(baseURL ?? '').port;
  const { output, code } = await run(process.execPath, ['scripts/start.cjs', '--port', port]);
  expect(code).toBe(1);
  expect(output.trim()).toMatch(new RegExp(`^Port ${port} is in use[^\\n]*$`));
});
