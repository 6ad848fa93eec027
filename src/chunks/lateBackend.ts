import type { Backend } from '../backend/createBackend';
import type { ScreenBackend } from '../backend/screenBackend';
import { loadChunk } from './loadChunk';

/** The routes that the parts in chunks ask, for what is done with none of those in sight. Rejects as `loadChunk` does. */
export const lateBackend = (backend: Backend): Promise<ScreenBackend> =>
  loadChunk(async () => (await import(/* webpackChunkName: "shared" */ './shared')).screenBackend(backend));
