import { readFileSync } from 'node:fs';

import type { Document } from 'openapi-backend';
import { OpenAPIRouter, OpenAPIValidator } from 'openapi-backend';
import { ValidationContext } from 'openapi-backend/validation';

type Json = Record<string, unknown>;
type Example = { value?: unknown };

const METHODS = ['get', 'post', 'put', 'delete'];
const DATE = String.raw`\d{4}-\d\d-\d\d`;

/** What the documents' formats ask of a text; the others say nothing that can be checked. */
const FORMATS: Readonly<Record<string, RegExp>> = {
  'date-time': new RegExp(`^${DATE}T\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$`),
  date: new RegExp(`^${DATE}$`),
  'date-time-rfc-2822': /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/,
  'http-method': /^(GET|POST|PUT|DELETE|HEAD|PATCH)$/,
  'iso-country-code': /^[A-Z]{2}$/,
  // The API of 2010 writes addresses without their host, and nothing where none is set.
  uri: /^((https?:\/)?\/|$)/,
};

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a `$ref` points at; all of them point into the document itself. */
function referred(document: Json, node: Json): Json {
  const { $ref: reference } = node;
  if (typeof reference !== 'string') return node;
  const path = reference.split('/').slice(1);
  const target = path.reduce<unknown>((place, key) => (place as Json)[key], document) as Json;
  return referred(document, target);
}

/**
 * Puts `nullable` as JSON Schema needs it: beside a `type` only (without one everything is allowed, null as well), and
 * with null among the values of an `enum`.
 */
function adaptNullable(node: unknown): void {
  if (Array.isArray(node)) return node.forEach(adaptNullable);
  if (!isObject(node)) return;
  if (node['nullable'] === true && Array.isArray(node['enum'])) node['enum'].push(null);
  if ('nullable' in node && !('type' in node)) delete node['nullable'];
  Object.values(node).forEach(adaptNullable);
}

/**
 * The documents call no field of an answer required, and not all that may be null nullable. Twilio answers every field
 * of a resource, null where there is nothing. So a field counts as required here unless an example of the document goes
 * without it, and as nullable where an example has null.
 */
function learnFromExamples(document: Json): void {
  const seen = new Map<Json, Json[]>();
  const note = (schema: unknown, values: unknown[]): void => {
    if (!isObject(schema)) return;
    const meant = referred(document, schema);
    if (isObject(meant['items'])) note(meant['items'], values.filter(Array.isArray).flat());
    if (!isObject(meant['properties'])) return;
    const examples = values.filter(isObject);
    seen.set(meant, [...(seen.get(meant) ?? []), ...examples]);
    for (const [name, property] of Object.entries(meant['properties'])) {
      note(
        property,
        examples.map((example) => example[name]),
      );
    }
  };
  for (const { schema, values } of answersOf(document)) note(schema, values);
  for (const [schema, examples] of seen) {
    const properties = schema['properties'] as Record<string, Json>;
    schema['required'] = Object.keys(properties).filter((name) => examples.every((example) => name in example));
    for (const [name, property] of Object.entries(properties)) {
      if (examples.some((example) => example[name] === null))
        properties[name] = { anyOf: [property, { enum: [null] }] };
    }
  }
}

/** Every JSON answer of the document, with its examples. */
function answersOf(document: Json): { schema: Json; values: unknown[] }[] {
  const operations = Object.values(document['paths'] as Record<string, Json>).flatMap((path) =>
    METHODS.flatMap((method) => (path[method] ? [path[method] as Json] : [])),
  );
  return operations.flatMap((operation) =>
    Object.values(operation['responses'] as Record<string, Json>).flatMap((response) => {
      const json = (response['content'] as Record<string, Json> | undefined)?.['application/json'];
      if (!json?.['schema']) return [];
      const values = Object.values((json['examples'] ?? {}) as Record<string, Example>).map(({ value }) => value);
      return [{ schema: json['schema'] as Json, values }];
    }),
  );
}

/** Puts what a `$ref` points at in its place. */
function resolveReferences(document: Json): Json {
  const resolve = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(resolve);
    if (!isObject(node)) return node;
    return Object.fromEntries(Object.entries(referred(document, node)).map(([key, value]) => [key, resolve(value)]));
  };
  return resolve(document) as Json;
}

export interface Specification {
  router: OpenAPIRouter;
  validator: OpenAPIValidator;
}

/** Reads one of Twilio's OpenAPI documents, such as `twilio_flex_v1`. */
export function readSpecification(name: string): Specification {
  const file = require.resolve(`@twilio/cli-core/src/services/twilio-api/${name}.json`);
  const document = JSON.parse(readFileSync(file, 'utf8')) as Json;
  learnFromExamples(document);
  adaptNullable(document);
  const definition = resolveReferences(document) as unknown as Document;
  const router = new OpenAPIRouter({ definition, apiRoot: '/' });
  const validator = new OpenAPIValidator({
    definition,
    router,
    lazyCompileValidators: true,
    ajvOpts: { allErrors: true, logger: false },
    customizeAjv: (ajv, options, context) => {
      // A form carries numbers, flags and single items of lists as text; answers are taken as they are.
      const isRequest = context === ValidationContext.RequestBody || context === ValidationContext.Params;
      const Ajv = ajv.constructor as new (options: object) => typeof ajv;
      const made = isRequest ? new Ajv({ ...options, coerceTypes: 'array' }) : ajv;
      for (const [format, meaning] of Object.entries(FORMATS)) made.addFormat(format, meaning);
      return made;
    },
  });
  return { router, validator };
}
