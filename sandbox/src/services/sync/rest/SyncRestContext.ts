import type { Request, Router } from 'express';

import { parametersOf } from '../../../http/parameters';
import type { World } from '../../../World';
import type { SyncStore } from '../SyncStore';

/** What the routes of the objects need. */
export interface SyncRestContext {
  world: World;
  /** Of the service in the address. */
  storeOf: (request: Request) => SyncStore;
  router: Router;
  /** Such as `/v1/Services/IS…`. */
  base: string;
}

/** `Data` is JSON text, and has to be there. */
export function requiredData(request: Request): unknown {
  const parameters = parametersOf(request);
  parameters.required('Data');
  return parameters.json<unknown>('Data');
}
