import fs from 'node:fs';
import path from 'node:path';

import { setupJsonSchema } from '../../setup/src/setupJsonSchema';

it('setup.schema.json is what the schema says: `npm run setup:schema` writes it anew', () => {
  const file = path.join(__dirname, '../../setup/setup.schema.json');
  expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(setupJsonSchema())));
});
