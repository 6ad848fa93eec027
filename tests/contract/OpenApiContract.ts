import type { ValidationResult } from 'openapi-backend';

import { isObject, readSpecification } from './readSpecification';
import type { Specification } from './readSpecification';

/** One request and what was answered, as the official helper saw them. */
export interface Exchange {
  method: string;
  /** With its query, if it has one. */
  url: URL;
  /** The fields of the form, or the JSON of the body. */
  body: unknown;
  contentType: string;
  status: number;
  answer: unknown;
}

type ErrorObject = NonNullable<ValidationResult['errors']>[number];

const DOCUMENT_NAMES: Readonly<Record<string, string>> = { 'flex-api': 'flex' };

const documentName = ({ host, pathname }: URL): string => {
  const service = host.split('.')[0] ?? '';
  const version = pathname.split('/')[1] === '2010-04-01' ? 'v2010' : (pathname.split('/')[1] ?? '');
  return `twilio_${DOCUMENT_NAMES[service] ?? service}_${version}`;
};

/** Twilio's published OpenAPI documents, one for each service and version, against which exchanges are checked. */
export class OpenApiContract {
  private readonly specifications = new Map<string, Specification>();
  private readonly driven = new Map<string, Set<string>>();

  private specification(name: string): Specification {
    const known = this.specifications.get(name) ?? readSpecification(name);
    this.specifications.set(name, known);
    return known;
  }

  /** What is wrong with an exchange, in words; empty where nothing is. */
  check({ method, url, body, contentType, status, answer }: Exchange): string[] {
    const name = documentName(url);
    const { router, validator } = this.specification(name);
    const query = Object.fromEntries(url.searchParams);
    const request = {
      method: method.toLowerCase(),
      path: url.pathname,
      query,
      headers: { 'content-type': contentType },
      body: body as Record<string, unknown> | undefined,
    };
    const operation = router.matchOperation(request);
    const label = `${method.toUpperCase()} ${url.pathname} (${status})`;
    if (!operation?.operationId) return [`${label}: ${name} has no such operation`];
    if (status >= 400) return errorFaults(status, answer).map((fault) => `${label}: ${fault}`);
    const driven = this.driven.get(name) ?? new Set();
    this.driven.set(name, driven.add(operation.operationId));

    const faults: string[] = [];
    const documented = Object.keys(operation.responses ?? {});
    if (!documented.includes(String(status))) faults.push(`is documented to answer ${documented.join(', ')}`);
    const asked = validator.validateRequest(request, operation).errors ?? [];
    faults.push(...asked.map((error) => `was accepted, though ${inWords(error)}`));
    const answered = status === 204 ? [] : (validator.validateResponse(answer, operation, status).errors ?? []);
    faults.push(...answered.map(inWords));
    return faults.map((fault) => `${label}: ${fault}`);
  }

  /** What was done without an error, by document, as `GET /v1/…`. */
  get done(): ReadonlyMap<string, string[]> {
    return new Map(
      [...this.driven].map(([name, driven]) => {
        const operations = this.specification(name).router.getOperations();
        const done = operations.filter(({ operationId }) => driven.has(operationId ?? ''));
        return [name, done.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort()];
      }),
    );
  }

  /** Operations of a document (`twilio_flex_v1`) that were not once done without an error, as `GET /v1/…`, but `except`. */
  undriven(name: string, except: RegExp[] = []): string[] {
    const { router } = this.specification(name);
    const driven = this.driven.get(name) ?? new Set();
    return router
      .getOperations()
      .filter(({ operationId }) => !driven.has(operationId ?? ''))
      .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
      .filter((operation) => !except.some((pattern) => pattern.test(operation)))
      .sort();
  }
}

function inWords({ instancePath, message = '', params }: ErrorObject): string {
  const allowed = (params as { allowedValues?: unknown[] }).allowedValues;
  return `${instancePath || 'the whole'} ${message}${allowed ? ` (${allowed.join(', ')})` : ''}`;
}

/** https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions */
function errorFaults(status: number, answer: unknown): string[] {
  const { code, message, more_info: moreInfo, status: told } = isObject(answer) ? answer : {};
  return [
    ...(Number.isInteger(code) ? [] : ['an error needs a whole number as its code']),
    ...(typeof message === 'string' && message !== '' ? [] : ['an error needs a message']),
    ...(moreInfo === `https://www.twilio.com/docs/errors/${String(code)}` ? [] : ['an error needs its more_info']),
    ...(told === status ? [] : [`an error tells its status, ${status}, not ${String(told)}`]),
  ];
}
