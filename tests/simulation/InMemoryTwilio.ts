// The sandbox's world, whose REST API is asked without a socket: Express gets a request that is read already, and a
// response that keeps what it is given. (light-my-request does it too, over streams, and takes longer.)
import { ServerResponse } from 'node:http';

import type { Request, Response } from 'express';
import type { RequestClient } from 'twilio';

import type { World } from '../../sandbox/src/World';
import { createWorld } from '../../sandbox/src/createWorld';
import type { WorldOptions } from '../../sandbox/src/createWorld';
import { HostServer } from '../../sandbox/src/http/HostServer';

/** Of one request of the `twilio` helper. */
export type RequestOptions = Parameters<RequestClient['request']>[0];

export interface TwilioAnswer {
  statusCode: number;
  body: unknown;
  headers: Record<string, unknown>;
}

/** Fields as a form has them. */
function texts(fields: object): Record<string, string | string[]> {
  const given = Object.entries(fields as Record<string, unknown>).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  );
}

function query(fields: object | undefined): string {
  const pairs = Object.entries(texts(fields ?? {})).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one]),
  );
  return pairs.length > 0 ? `?${new URLSearchParams(pairs).toString()}` : '';
}

const isJson = (contentType: string | undefined): boolean => contentType === 'application/json';

export class InMemoryTwilio {
  readonly world: World;
  private readonly server = new HostServer();
  /** Requests that are being answered. */
  private atWork = 0;

  constructor(options: WorldOptions) {
    this.world = createWorld(options);
    this.server.routes = this.world.routes;
  }

  get isAtWork(): boolean {
    return this.atWork > 0;
  }

  answer({ method, uri, username, password, headers, params, data }: RequestOptions): Promise<TwilioAnswer> {
    const { 'Content-Type': contentType, 'If-Match': ifMatch } = (headers ?? {}) as Record<string, string>;
    const { host, pathname, search } = new URL(uri);
    const request = {
      method: method.toUpperCase(),
      url: pathname + search + query(params),
      headers: {
        host,
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      },
      body: isJson(contentType) ? (JSON.parse(JSON.stringify(data)) as unknown) : data && texts(data),
      socket: {},
    } as unknown as Request;
    const response = new ServerResponse(request);
    this.atWork += 1;
    return new Promise((resolve) => {
      response.end = ((text?: string) => {
        this.atWork -= 1;
        const body: unknown = text ? JSON.parse(text) : '';
        resolve({ statusCode: response.statusCode, body, headers: response.getHeaders() });
        return response;
      }) as typeof response.end;
      this.server.app(request, response as Response);
    });
  }

  dispose(): void {
    this.world.dispose();
  }
}
