import { notesResponse } from '../contract/notes';
import type { NotesRequest } from '../contract/notes';
import type { Backend } from './createBackend';

type Fields<T> = T extends unknown ? { [Name in keyof T]: T[Name] extends number ? string : T[Name] } : never;

/** `POST /notes`: what agents and supervisors say to each other in a customer's conversation. */
export const askNotes = (backend: Pick<Backend, 'call'>, request: Fields<NotesRequest>) =>
  backend.call('notes', notesResponse, { ...request });
