const NodeEnvironment = require('jest-environment-node');

// Jest 27 is older than Node's own fetch and does not hand it to tests.
const GLOBALS = ['fetch', 'Headers', 'Request', 'Response', 'FormData', 'Blob', 'structuredClone', 'crypto'];

module.exports = class extends NodeEnvironment {
  constructor(config) {
    super(config);
    for (const name of GLOBALS) this.global[name] ??= globalThis[name];
  }
};
