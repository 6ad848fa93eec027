/** The value that a path of names leads to; undefined where it leads nowhere. */
export function readPath(scope: unknown, names: readonly (string | number)[]): unknown {
  return names.reduce<unknown>(
    (object, name) =>
      typeof object === 'object' && object !== null && Object.hasOwn(object, name)
        ? (object as Record<string | number, unknown>)[name]
        : undefined,
    scope,
  );
}
