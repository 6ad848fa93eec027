import type { en } from './en';
import type { en as start } from './start/en';

export type StringKey = keyof typeof en;
export type StringTable = Record<StringKey, string>;

/** Those that are there from the start. */
export type StartStringKey = keyof typeof start;
export type StartStringTable = Record<StartStringKey, string>;
