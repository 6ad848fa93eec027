// Bundles each function to the CommonJS file that Twilio Functions runs; packages stay outside.
const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');

const serverless = path.resolve(__dirname, '../serverless');
const source = path.join(serverless, 'src/functions');
const target = path.join(serverless, 'dist/functions');

/** What is the same stays untouched: a runtime that has these functions may be at work. */
function write({ outputFiles }) {
  for (const { path: file, contents } of outputFiles) {
    if (fs.existsSync(file) && fs.readFileSync(file).equals(contents)) continue;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, contents);
  }
  // What is no longer a function must not stay a route.
  const built = new Set(outputFiles.map(({ path: file }) => file));
  for (const name of fs.readdirSync(target, { recursive: true })) {
    const file = path.join(target, name);
    if (fs.statSync(file).isFile() && !built.has(file)) fs.rmSync(file);
  }
}

esbuild
  .build({
    entryPoints: [path.join(source, '**/*.ts')],
    outbase: source,
    outdir: target,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    // Twilio says nowhere that a deployed function may import() at run time: a require in its place is as lazy.
    supported: { 'dynamic-import': false },
    logLevel: 'warning',
    write: false,
  })
  .then(write)
  .catch((error) => {
    // esbuild has said by itself what is wrong with the source.
    if (!error.errors) console.error(error);
    process.exit(1);
  });
