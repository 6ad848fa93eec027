import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BackendRequest {
  method: string | undefined;
  path: string | undefined;
  contentType: string | undefined;
  fields: Record<string, string>;
}

export type BackendAnswer = { status: number; body: string } | 'drop' | 'silence';

export interface TestBackend {
  url: string;
  requests: BackendRequest[];
  /** The requests to one route. */
  requestsTo: (route: string) => BackendRequest[];
  /** Answers by route, before `answer`. */
  routes: Partial<Record<string, (request: BackendRequest) => BackendAnswer | Promise<BackendAnswer>>>;
  /** Answers every other request from now on; a promise holds it back. */
  answer: (request: BackendRequest) => BackendAnswer | Promise<BackendAnswer>;
  close(): Promise<void>;
}

export const json = (status: number, value: unknown): BackendAnswer => ({ status, body: JSON.stringify(value) });

/** A server of its own on this computer, as far from the page as the real backend is: another origin. */
export async function startBackend(): Promise<TestBackend> {
  const server = http.createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const request: BackendRequest = {
        method: req.method,
        path: req.url,
        contentType: req.headers['content-type'],
        fields: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())),
      };
      backend.requests.push(request);
      const respond = backend.routes[request.path?.slice(1) ?? ''] ?? backend.answer;
      void Promise.resolve(respond(request)).then((answer) => {
        if (answer === 'drop') {
          res.destroy();
        } else if (answer !== 'silence') {
          res.writeHead(answer.status, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/json' });
          res.end(answer.body);
        }
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const backend: TestBackend = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    requestsTo: (route) => backend.requests.filter(({ path }) => path === `/${route}`),
    routes: {},
    answer: () => json(500, {}),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return backend;
}
