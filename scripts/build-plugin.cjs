// Builds the plugin as it is deployed, holds its sizes to their budgets, and lays its chunks among the backend's assets.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const { reportBundle } = require('./reportBundle.cjs');

const root = path.resolve(__dirname, '..');
const build = path.join(root, 'build');
const assets = path.join(root, 'serverless/dist/assets/chunks');

// What is no longer a chunk must not stay one.
fs.rmSync(build, { recursive: true, force: true });
const builder = require.resolve('@twilio/flex-plugin-scripts/bin/flex-plugin');
const { status } = spawnSync(process.execPath, [builder, 'build'], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

const { name } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const chunks = fs.readdirSync(path.join(build, 'chunks')).filter((file) => file.endsWith('.js'));
const failures = reportBundle(
  path.join(build, `${name}.js`),
  chunks.map((file) => path.join(build, 'chunks', file)),
);
for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exit(1);

fs.rmSync(assets, { recursive: true, force: true });
fs.mkdirSync(assets, { recursive: true });
for (const file of chunks) fs.copyFileSync(path.join(build, 'chunks', file), path.join(assets, file));
// Newest first; the deployment adds those before it that pages which are open still ask for.
fs.writeFileSync(path.join(assets, 'releases.json'), `${JSON.stringify([chunks.sort()], undefined, 2)}\n`);
