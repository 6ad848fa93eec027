// `npm run setup:schema`: writes setup.schema.json, by which editors complete and check a set-up file.
import fs from 'node:fs';
import path from 'node:path';

import { setupJsonSchema } from './src/setupJsonSchema';

fs.writeFileSync(path.join(__dirname, 'setup.schema.json'), `${JSON.stringify(setupJsonSchema(), undefined, 2)}\n`);
