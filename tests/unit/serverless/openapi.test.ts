import fs from 'node:fs';
import path from 'node:path';

import type { OpenAPI } from 'openapi-types';
import OpenAPISchemaValidator from 'openapi-schema-validator';

import { openApiDocument } from '../../../scripts/openApiDocument';

/** Twilio calls these, with its own parameters. */
const WEBHOOKS = [
  'conversation-events',
  'interaction-events',
  'messaging-events',
  'message-status',
  'outreach-reply',
  'task-events',
];

const SERVERLESS = path.join(__dirname, '../../../serverless');

describe('serverless/openapi.json', () => {
  const text = fs.readFileSync(path.join(SERVERLESS, 'openapi.json'), 'utf8');
  const document = JSON.parse(text) as { paths: Record<string, unknown> };

  it('is what the schemas say: `npm run openapi` writes it anew', () => {
    expect(document).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });

  it('is a valid OpenAPI document', () => {
    const { errors } = new OpenAPISchemaValidator({ version: 3 }).validate(JSON.parse(text) as OpenAPI.Document);
    expect(errors).toEqual([]);
  });

  it('has every function that others than Twilio call', () => {
    const functions = fs.readdirSync(path.join(SERVERLESS, 'src/functions')).map((file) => file.replace(/\.ts$/, ''));
    const documented = Object.keys(document.paths).map((route) => route.slice(1));
    expect([...documented, ...WEBHOOKS].sort()).toEqual(functions.sort());
  });
});
