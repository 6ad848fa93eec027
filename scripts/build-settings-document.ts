// `npm run settings:document`: writes docs/settings.md from the settings' schemas.
import fs from 'node:fs';
import path from 'node:path';

import { format } from 'oxfmt';

import { settingsDocument } from './settingsDocument';

const FILE = path.join(__dirname, '../docs/settings.md');

void format(FILE, settingsDocument()).then(({ code }) => fs.writeFileSync(FILE, code));
