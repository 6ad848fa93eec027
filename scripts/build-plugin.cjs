// Builds the plugin as it is deployed, and holds its bundle to a size.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { gzipSync } = require('node:zlib');

const BUDGET_KB = 150;

const root = path.resolve(__dirname, '..');
const builder = require.resolve('@twilio/flex-plugin-scripts/bin/flex-plugin');
const { status } = spawnSync(process.execPath, [builder, 'build'], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

const { name } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const bundle = fs.readFileSync(path.join(root, 'build', `${name}.js`));
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);
const zipped = gzipSync(bundle, { level: 9 }).length;
console.log(`${name}.js: ${kilobytes(bundle.length)} KB, ${kilobytes(zipped)} KB gzipped (budget ${BUDGET_KB} KB).`);
if (zipped > BUDGET_KB * 1000) {
  console.error(`The bundle is above its budget by ${kilobytes(zipped - BUDGET_KB * 1000)} KB.`);
  process.exit(1);
}
