require('./requireNode.cjs');
require('tsx/cjs');
require('./start.ts');
