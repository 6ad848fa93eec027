import { notesResponse } from '../contract/notes';
import type { NotesRequest } from '../contract/notes';
import type { Backend } from './createBackend';

/** `POST /notes`: what agents and supervisors say to each other in a customer's conversation. */
export const askNotes = (backend: Pick<Backend, 'call'>, request: NotesRequest) =>
  backend.call('notes', notesResponse, { ...request });
