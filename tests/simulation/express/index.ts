// As much of Express as the sandbox's REST API takes, in the place of Express where histories are played by the thousand:
// there a third of the time went into finding the route of a request that never came over a network. A test plays the same
// history on Express itself.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';

type Next = (error?: unknown) => void;
type Handler = (request: Request, response: Response, next: Next) => unknown;
type ErrorHandler = (error: unknown, request: Request, response: Response, next: Next) => unknown;

interface Request extends IncomingMessage {
  url: string;
  baseUrl: string;
  params: Record<string, string>;
}

interface Response extends ServerResponse {
  locals: Record<string, unknown>;
  json: (value: unknown) => this;
}

interface Layer {
  /** Undefined for any. */
  method: string | undefined;
  /** Undefined for every path. */
  path: Pattern | undefined;
  handlers: (Handler | ErrorHandler)[];
}

interface Pattern {
  names: string[];
  expression: RegExp;
}

const patterns = new Map<string, Pattern>();

/** `/v1/Services/:sid`, or where it is a prefix also what goes on after it. */
function patternOf(path: string | RegExp, isPrefix: boolean, isCaseSensitive: boolean): Pattern {
  if (path instanceof RegExp) return { names: [], expression: path };
  const key = `${path} ${isPrefix} ${isCaseSensitive}`;
  const known = patterns.get(key);
  if (known) return known;
  if (/[{}()*+?[\]!\\]/.test(path)) throw new Error(`${path} says more than is understood here`);
  const names: string[] = [];
  const source = path.replaceAll('.', '\\.').replaceAll(/:(\w+)/g, (_match, name: string) => {
    names.push(name);
    return '([^/]+?)';
  });
  const expression = new RegExp(`^${source}${isPrefix ? '(?=/|$)' : '/?$'}`, isCaseSensitive ? '' : 'i');
  const pattern = { names, expression };
  patterns.set(key, pattern);
  return pattern;
}

const pathOf = (url: string): string => {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
};

class Stack {
  private readonly layers: Layer[] = [];

  constructor(
    private readonly isCaseSensitive: boolean,
    private readonly mergesParams = false,
  ) {}

  add(method: string | undefined, given: unknown[]): void {
    const [first] = given;
    const isPath = (one: unknown): boolean => typeof one === 'string' || one instanceof RegExp;
    const hasPath = Array.isArray(first) ? first.every(isPath) : isPath(first);
    const handlers = (hasPath ? given.slice(1) : given).flat() as Handler[];
    const paths = hasPath ? ([first].flat() as (string | RegExp)[]) : [undefined];
    for (const path of paths) {
      const pattern =
        path === undefined || (path === '/' && method === undefined)
          ? undefined
          : patternOf(path, method === undefined, this.isCaseSensitive);
      this.layers.push({ method, path: pattern, handlers });
    }
  }

  handle(request: Request, response: Response, done: Next): void {
    const { layers } = this;
    const { url, baseUrl, params } = request;
    const path = pathOf(url);
    const restore = (): void => {
      request.url = url;
      request.baseUrl = baseUrl;
      request.params = params;
    };
    let at = 0;
    const go = (failed?: unknown): void => {
      restore();
      for (let layer = layers[at]; layer; layer = layers[at]) {
        at += 1;
        if (layer.method !== undefined && (layer.method !== request.method || failed !== undefined)) continue;
        if (!layer.path) return enter(layer, failed);
        const found = layer.path.expression.exec(path);
        if (!found) continue;
        const own = layer.path.names.map((name, index) => [name, decodeURIComponent(found[index + 1]!)] as const);
        request.params = { ...(this.mergesParams ? params : {}), ...Object.fromEntries(own) };
        if (layer.method === undefined) {
          const rest = url.slice(found[0].length);
          request.url = rest.startsWith('/') ? rest : `/${rest}`;
          request.baseUrl = baseUrl + found[0];
        }
        return enter(layer, failed);
      }
      done(failed);
    };
    const enter = ({ handlers }: Layer, failed: unknown): void => {
      let index = 0;
      const step = (error?: unknown): void => {
        const handler = handlers[index];
        index += 1;
        if (!handler) return go(error);
        const takesError = handler.length === 4;
        if (takesError !== (error !== undefined && error !== null)) return step(error);
        try {
          const work = takesError
            ? (handler as ErrorHandler)(error, request, response, step)
            : (handler as Handler)(request, response, step);
          if (work instanceof Promise) work.then(undefined, (thrown: unknown) => step(thrown));
        } catch (thrown) {
          step(thrown);
        }
      };
      step(failed);
    };
    go();
  }
}

/** Properties of every request and response, which Express puts between them and Node's own. */
function extend(): { request: (plain: Request) => void; response: (plain: Response) => void } {
  const ofRequest = {
    get(this: Request, name: string) {
      return this.headers[name.toLowerCase()];
    },
    header(this: Request, name: string) {
      return this.headers[name.toLowerCase()];
    },
    is(this: Request, type: string) {
      return this.headers['content-type']?.startsWith(type) === true ? type : false;
    },
  };
  const ofResponse = {
    status(this: Response, code: number) {
      this.statusCode = code;
      return this;
    },
    set(this: Response, fields: Record<string, string> | string, value?: string) {
      if (typeof fields === 'string') this.setHeader(fields, value!);
      else for (const [name, one] of Object.entries(fields)) this.setHeader(name, one);
      return this;
    },
    json(this: Response, value: unknown) {
      this.end(JSON.stringify(value));
      return this;
    },
    sendStatus(this: Response, code: number) {
      this.statusCode = code;
      this.end();
      return this;
    },
  };
  return {
    request: (plain) => {
      Object.assign(plain, ofRequest, { baseUrl: '', params: {} });
      Object.defineProperty(plain, 'path', { get: () => pathOf(plain.url) });
      const parsed: { of?: string; query?: object } = {};
      Object.defineProperty(plain, 'query', {
        get() {
          if (parsed.of !== plain.url) {
            const { url } = plain;
            Object.assign(parsed, { of: url, query: parse(url.slice(pathOf(url).length + 1)) });
          }
          return parsed.query;
        },
      });
    },
    response: (plain) => void Object.assign(plain, ofResponse, { locals: {} }),
  };
}

const METHODS = ['get', 'post', 'put', 'delete', 'options'];

function withMethods(stack: Stack, entry: object): object {
  for (const method of METHODS) {
    Object.assign(entry, { [method]: (...given: unknown[]) => (stack.add(method.toUpperCase(), given), entry) });
  }
  return Object.assign(entry, { use: (...given: unknown[]) => (stack.add(undefined, given), entry) });
}

export const Router = ({ caseSensitive = false, mergeParams = false } = {}): object => {
  const stack = new Stack(caseSensitive, mergeParams);
  return withMethods(stack, (request: Request, response: Response, next: Next) =>
    stack.handle(request, response, next),
  );
};

const extensions = extend();

const application = (): object => {
  const stack = new Stack(false);
  const app = (request: Request, response: Response): void => {
    extensions.request(request);
    extensions.response(response);
    stack.handle(request, response, (error) => {
      throw error instanceof Error ? error : new Error(`nobody answers ${request.url}`);
    });
  };
  return Object.assign(withMethods(stack, app), { disable: () => undefined });
};

/** The body of such a request has been read. */
const reader = () => (_request: Request, _response: Response, next: Next) => next();

export default Object.assign(application, { Router, json: reader, urlencoded: reader, text: reader, raw: reader });
