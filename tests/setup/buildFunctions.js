const { execFileSync } = require('node:child_process');
const path = require('node:path');

// Once for all test files, which run side by side.
module.exports = () => {
  execFileSync(process.execPath, [path.join(__dirname, '../../scripts/build-functions.cjs')], { stdio: 'inherit' });
};
