import { types } from 'node:util';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/** False for functions and for instances of classes, save those that `toStateJson` has a word for. */
export const isData = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? [types.isDate, types.isMap, types.isSet, types.isUint8Array, Array.isArray, isPlain].some((is) => is(value))
    : typeof value !== 'function' && value !== undefined;

/**
 * Plain data as JSON. What JSON has no word for is an object with one name:
 * `{"$date": "2026-01-31T09:00:00.000Z"}`, `{"$map": [[key, value], …]}`, `{"$set": [value, …]}`,
 * `{"$bytes": "<base64>"}`. Throws for functions and for instances of other classes.
 */
export function toStateJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  if (Array.isArray(value)) return value.map((item) => toStateJson(item ?? null));
  if (typeof value !== 'object') throw new TypeError(`A ${typeof value} cannot be kept`);
  if (types.isDate(value)) return { $date: value.toISOString() };
  if (types.isMap(value)) return { $map: [...value].map(([key, item]) => [toStateJson(key), toStateJson(item)]) };
  if (types.isSet(value)) return { $set: [...value].map(toStateJson) };
  if (types.isUint8Array(value)) return { $bytes: Buffer.from(value).toString('base64') };
  if (!isPlain(value)) throw new TypeError(`A ${value.constructor.name} cannot be kept`);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([name, field]) => [name, toStateJson(field)]),
  );
}

/** What `toStateJson` was given. */
export function fromStateJson(json: Json | undefined): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(fromStateJson);
  const { $date, $map, $set, $bytes, ...rest } = json;
  if (Object.keys(rest).length === 0) {
    if (typeof $date === 'string') return new Date($date);
    if ($map) return new Map(fromStateJson($map) as [unknown, unknown][]);
    if ($set) return new Set(fromStateJson($set) as unknown[]);
    if (typeof $bytes === 'string') return Buffer.from($bytes, 'base64');
  }
  return Object.fromEntries(Object.entries(json).map(([name, field]) => [name, fromStateJson(field)]));
}

export type { Json };
