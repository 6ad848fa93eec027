import type { BackendError } from '../../../src/contract/errors';

/** The errors that our functions answer with: `{ok: false, error}`. */
export type FunctionError = BackendError;
