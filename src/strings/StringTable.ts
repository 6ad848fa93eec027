import type { en } from './en';

export type StringKey = keyof typeof en;
export type StringTable = Record<StringKey, string>;
