import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { build } from 'esbuild';

import { bundleForBrowser } from '../sandbox/src/host/browserScript';

// `npm run build:sandbox`: the package flex-sandbox, in sandbox/dist, ready for `npm pack`.
const ROOT = path.join(__dirname, '..');
const SOURCE = path.join(ROOT, 'sandbox/src');
const TARGET = path.join(ROOT, 'sandbox/dist');

const isCopied = (file: string): boolean => /\.(css|json|[cm]js)$/.test(file);
/** The scripts of our own pages: a page asks for each by its name. */
const ENTRY = /'browser\/(\w+)\.ts'/g;

async function main(): Promise<void> {
  fs.rmSync(TARGET, { recursive: true, force: true });
  const files = fs
    .readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((file) => fs.statSync(path.join(SOURCE, file)).isFile());
  const sources = files.filter((file) => file.endsWith('.ts'));
  await build({
    entryPoints: sources.map((file) => path.join(SOURCE, file)),
    outbase: SOURCE,
    outdir: TARGET,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'warning',
  });
  for (const file of files.filter(isCopied)) {
    fs.mkdirSync(path.dirname(path.join(TARGET, file)), { recursive: true });
    fs.copyFileSync(path.join(SOURCE, file), path.join(TARGET, file));
  }
  for (const file of sources) {
    for (const [, name] of fs.readFileSync(path.join(SOURCE, file), 'utf8').matchAll(ENTRY)) {
      const script = path.join(path.dirname(file), 'browser', `${name}.ts`);
      const bundled = await bundleForBrowser(path.join(SOURCE, script));
      fs.writeFileSync(path.join(TARGET, script.replace(/\.ts$/, '.js')), bundled);
    }
  }
  const tsc = path.join(ROOT, 'node_modules/typescript7/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', path.join(ROOT, 'sandbox/tsconfig.build.json')], { stdio: 'inherit' });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
