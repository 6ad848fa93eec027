import type { Request } from 'express';

import { TwilioError } from './TwilioError';

/** The body's and the query's parameters by Twilio's own names (`FriendlyName`, `AutoCreation.Type`). */
export class Parameters {
  private readonly values: Record<string, unknown>;

  constructor(request: Pick<Request, 'body' | 'query'>) {
    this.values = { ...request.query, ...(request.body as Record<string, unknown> | undefined) };
  }

  has(name: string): boolean {
    return this.values[name] !== undefined;
  }

  text(name: string): string | undefined {
    const value = this.values[name];
    const single: unknown = Array.isArray(value) ? value[0] : value;
    if (single === undefined || single === null) return undefined;
    return typeof single === 'string' ? single : JSON.stringify(single);
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === '') throw TwilioError.missing(name);
    return value;
  }

  list(name: string): string[] | undefined {
    const value = this.values[name];
    if (value === undefined) return undefined;
    return (Array.isArray(value) ? value : [value]).map(String);
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : value.toLowerCase() === 'true';
  }

  integer(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined || value === '') return undefined;
    if (!/^-?\d+$/.test(value)) throw TwilioError.invalid(name);
    return Number(value);
  }

  /** A parameter that holds JSON text, such as `Routing` or `Attributes`. */
  json<T = Record<string, unknown>>(name: string): T | undefined {
    const value = this.text(name);
    if (value === undefined || value === '') return undefined;
    try {
      return JSON.parse(value) as T;
    } catch {
      throw new TwilioError(400, 20001, `Parameter ${name} is not valid JSON`);
    }
  }
}

export const parametersOf = (request: Pick<Request, 'body' | 'query'>): Parameters => new Parameters(request);
