import fs from 'node:fs';
import path from 'node:path';

import { toJsonSchema } from '@valibot/to-json-schema';
import ts from 'typescript';
import type * as v from 'valibot';

import * as backendSchemas from '../src/settings/backendSettingsSchema';
import * as pluginSchemas from '../src/settings/settingsSchema';
import * as silenceSchemas from '../src/settings/silenceSchema';
import * as wrapUpSchemas from '../src/settings/wrapUpSchema';

const schemas = { ...pluginSchemas, ...backendSchemas, ...silenceSchemas, ...wrapUpSchemas };
const SOURCES = ['backendSettingsSchema', 'settingsSchema', 'silenceSchema', 'wrapUpSchema'].map((name) =>
  path.join(__dirname, `../src/settings/${name}.ts`),
);

/** Which setting each schema is for; `[]` for each item of a list. */
const ROOTS: Record<string, string> = {
  backendUrlSchema: 'backendUrl',
  senderSchema: 'senders[]',
  routingSchema: 'routing',
  cannedTextSchema: 'cannedTexts[]',
  quietHoursSettingSchema: 'quietHours',
  customerTimeSchema: 'customerTime',
  lineTypesSchema: 'lineTypes',
  outreachSchema: 'outreach',
  schedulingSchema: 'scheduling',
  contactRequestsSchema: 'contactRequests',
  inboundSchema: 'inbound',
  webChatSchema: 'webChat',
  clickToMessageSchema: 'clickToMessage',
  janitorSchema: 'janitor',
  peopleSchema: 'people',
  silenceSchema: 'silence',
  wrapUpSchema: 'wrapUp',
  traceSchema: 'trace',
  pastConversationsSchema: 'pastConversations',
  supervisionSchema: 'supervision',
  auditSchema: 'audit',
  consentSchema: 'consent',
  defaultCountrySchema: 'defaultCountry',
  shortcutSchema: 'shortcut',
  customChannelSchema: 'channels[]',
  autoAcceptSchema: 'autoAccept',
  autoAcceptRuleSchema: 'autoAccept.rules[]',
};

/** As far as it is read here. */
interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}

/** The comments of the schemas' source, by the path of the setting; they are left out of what browsers load. */
function readComments(): Map<string, string> {
  const texts = SOURCES.map((file) => fs.readFileSync(file, 'utf8'));
  const source = ts.createSourceFile('settings.ts', texts.join('\n'), ts.ScriptTarget.ES2022, true);
  const declared = new Map<string, ts.Expression>();
  const comments = new Map<string, string>();
  const textOf = (node: ts.Node): string =>
    ts
      .getJSDocCommentsAndTags(node)
      .map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? '')
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();

  const follow = (node: ts.Node, place: string): void => {
    if (ts.isIdentifier(node)) {
      const expression = declared.get(node.text);
      if (expression) follow(expression, place);
    } else if (ts.isObjectLiteralExpression(node)) {
      for (const property of node.properties) {
        if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) continue;
        const name = place ? `${place}.${property.name.getText(source)}` : property.name.getText(source);
        const comment = textOf(property);
        if (comment) comments.set(name, comment);
        follow(ts.isPropertyAssignment(property) ? property.initializer : property.name, name);
      }
    } else if (ts.isCallExpression(node)) {
      const isList = node.expression.getText(source) === 'v.array';
      for (const argument of node.arguments) follow(argument, isList ? `${place}[]` : place);
    } else if (ts.isArrayLiteralExpression(node)) {
      for (const element of node.elements) follow(element, place);
    }
  };

  ts.forEachChild(source, (statement) => {
    if (!ts.isVariableStatement(statement)) return;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer) declared.set(name.getText(source), initializer);
    }
  });
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === 'Settings') {
      for (const member of statement.members) comments.set(member.name!.getText(source), textOf(member));
    }
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      const root: string | undefined = ROOTS[name.getText(source)];
      if (!root || !initializer) continue;
      const key = root.replace('[]', '');
      comments.set(key, textOf(statement) || comments.get(key) || '');
      follow(initializer, root);
    }
  }
  return comments;
}

const isUseful = (value: unknown): boolean => value !== undefined && JSON.stringify(value) !== '{}';

function typeOf(schema: JsonSchema): string {
  const options = schema.anyOf ?? schema.oneOf;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(', ');
  if (options) return [...new Set(options.map(typeOf))].join(' or ');
  if (schema.type === 'array') return `list of ${schema.items ? typeOf(schema.items) : 'anything'}`;
  return { string: 'text', boolean: 'true or false', integer: 'whole number' }[schema.type ?? ''] ?? schema.type ?? '';
}

/** A row for each setting: path, type, default. */
function* rows(schema: JsonSchema, place: string, isRequired: boolean): Generator<[string, string, string]> {
  const fallback = isRequired ? 'required' : isUseful(schema.default) ? `\`${JSON.stringify(schema.default)}\`` : '';
  yield [place, typeOf(schema), fallback];
  for (const part of [schema, ...(schema.anyOf ?? schema.oneOf ?? [])]) {
    for (const [name, entry] of Object.entries(part.properties ?? {})) {
      yield* rows(entry, `${place}.${name}`, part.required?.includes(name) === true && entry.default === undefined);
    }
    if (part.items?.properties ?? part.items?.anyOf) {
      for (const [name, ...rest] of rows(part.items, `${place}[]`, false)) {
        if (name !== `${place}[]`) yield [name, ...rest];
      }
    }
  }
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** docs/settings.md. */
export function settingsDocument(): string {
  const comments = readComments();
  const sections = Object.entries(ROOTS).map(([name, root]) => {
    const schema = (schemas as unknown as Record<string, v.GenericSchema>)[name]!;
    const json = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' }) as JsonSchema;
    const key = root.replace('[]', '');
    const seen = new Set<string>();
    const table = [...rows(root.endsWith('[]') ? { type: 'array', items: json } : json, key, false)]
      .filter(([place]) => !seen.has(place) && seen.add(place))
      .map(
        ([place, type, fallback]) => `| \`${place}\` | ${type} | ${fallback} | ${cell(comments.get(place) ?? '')} |`,
      );
    return [`## ${key}`, '', '| setting | type | default | what it is |', '| --- | --- | --- | --- |', ...table].join(
      '\n',
    );
  });
  return `# Settings

<!-- Written by \`npm run settings:document\` from src/settings/*Schema.ts. -->

They live in the [Flex Configuration](https://www.twilio.com/docs/flex/developer/config/flex-configuration-rest-api) under \`ui_attributes.messaging_controls\`; plugin and Functions read the same ones, and \`npm run setup\` writes them. \`[]\` stands for each item of a list. A setting that is wrong is named in the browser's console with the reason, administrators and supervisors see a notice, and the rest works. [settings.example.json](settings.example.json) has every setting.

${sections.join('\n\n')}
`;
}
