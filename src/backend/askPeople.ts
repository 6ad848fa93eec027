import { peopleResponse } from '../contract/people';
import type { PeopleRequest } from '../contract/people';
import type { Backend } from './createBackend';

/** `POST /people`, which the tab of the people alone asks. */
export const askPeople = (backend: Pick<Backend, 'call'>, request: PeopleRequest) =>
  backend.call('people', peopleResponse, request);
