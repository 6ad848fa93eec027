import { toJsonSchema } from '@valibot/to-json-schema';

import { setupSchema } from './setupSchema';

/** https://json-schema.org/draft-07 */
export const setupJsonSchema = (): object => toJsonSchema(setupSchema, { errorMode: 'ignore', typeMode: 'input' });
