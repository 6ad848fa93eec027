// Bundles each function to the CommonJS file that Twilio Functions runs; packages stay outside.
const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');

const serverless = path.resolve(__dirname, '../serverless');
const source = path.join(serverless, 'src/functions');
const target = path.join(serverless, 'dist/functions');

// What is no longer a function must not stay a route.
fs.rmSync(target, { recursive: true, force: true });
fs.mkdirSync(target, { recursive: true });

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
  })
  .catch(() => process.exit(1)); // esbuild has said why.
