// `npm run openapi`: writes serverless/openapi.json from the contract's schemas.
import fs from 'node:fs';
import path from 'node:path';

import { openApiDocument } from './openApiDocument';

fs.writeFileSync(
  path.join(__dirname, '../serverless/openapi.json'),
  `${JSON.stringify(openApiDocument(), undefined, 2)}\n`,
);
