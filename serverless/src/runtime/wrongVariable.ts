import * as v from 'valibot';

import { backendUrlSchema } from '../../../src/settings/settingsSchema';
import type { FunctionContext } from './FunctionsRuntime';

/** A part of a host's name: credentials are sent there. */
const hostPart = v.pipe(v.string(), v.regex(/^[a-z\d-]+$/));

const FORMS = { PUBLIC_URL: backendUrlSchema, TWILIO_REGION: hostPart, TWILIO_EDGE: hostPart };

/** The name of a variable that has another form than it must have; undefined where all are right. */
export const wrongVariable = (context: FunctionContext): string | undefined =>
  (Object.keys(FORMS) as (keyof typeof FORMS)[]).find((name) => context[name] && !v.is(FORMS[name], context[name]));
