import * as v from 'valibot';

import { SETTINGS_REASONS } from './settingsSchema';
import type { SettingsProblem, SettingsReason } from './settingsSchema';

type IssuePath = readonly { key: unknown }[] | undefined;

const pathOf = (start: string, path: IssuePath): string =>
  start + (path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');

const reasonOf = (message: string): SettingsReason =>
  SETTINGS_REASONS.find((reason) => reason === message) ?? 'notAnObject';

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads the parts of `ui_attributes.messaging_controls`. Never throws: what is wrong is named in `problems` and left out (an
 * item of a list) or replaced by its default, and the rest works on.
 */
export function settingsReader(raw: unknown) {
  const problems: SettingsProblem[] = [];
  const given = isRecord(raw) ? raw : {};
  if (raw !== undefined && !isRecord(raw)) {
    problems.push({ path: 'messaging_controls', reason: 'notAnObject' });
  }

  const read = <Schema extends v.GenericSchema>(path: string, schema: Schema, value: unknown) => {
    const result = v.safeParse(schema, value, { abortPipeEarly: true });
    if (result.success) {
      return result.output;
    }
    problems.push(
      ...result.issues.map((issue) => ({ path: pathOf(path, issue.path), reason: reasonOf(issue.message) })),
    );
    return undefined;
  };

  const readList = <Schema extends v.GenericSchema>(
    name: string,
    schema: Schema,
    identify: (item: v.InferOutput<Schema>) => string,
    identifyingField: string,
    taken: readonly string[] = [],
  ): v.InferOutput<Schema>[] => {
    const list = given[name] ?? [];
    if (!Array.isArray(list)) {
      problems.push({ path: name, reason: 'notAList' });
      return [];
    }
    const known = new Set(taken);
    return list.flatMap((value: unknown, index) => {
      const item = read(`${name}[${index}]`, schema, value);
      if (item === undefined) {
        return [];
      }
      if (known.has(identify(item))) {
        problems.push({ path: `${name}[${index}].${identifyingField}`, reason: 'duplicate' });
        return [];
      }
      known.add(identify(item));
      return [item];
    });
  };

  const readOptional = <Schema extends v.GenericSchema>(name: string, schema: Schema) =>
    given[name] === undefined ? undefined : read(name, schema, given[name]);

  /** The object, or of one that has something wrong each entry that is right, and the default of the others. */
  const readObject = <Schema extends { entries: Record<string, v.GenericSchema> } & v.GenericSchema>(
    name: string,
    schema: Schema,
  ): v.InferOutput<Schema> => read(name, schema, given[name] ?? {}) ?? readParts(schema, given[name]);

  /** Each entry that is right, and the default of the others; what is wrong has been told. */
  const readParts = <Schema extends { entries: Record<string, v.GenericSchema> } & v.GenericSchema>(
    { entries }: Schema,
    value: unknown,
  ): v.InferOutput<Schema> =>
    Object.fromEntries(
      Object.entries(entries).map(([name, schema]) => {
        const part = v.safeParse(schema, isRecord(value) ? value[name] : undefined);
        return [name, part.success ? part.output : v.parse(schema, undefined)];
      }),
    );

  return { given, problems, read, readList, readOptional, readObject };
}

export type SettingsReader = ReturnType<typeof settingsReader>;
