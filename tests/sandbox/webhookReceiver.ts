import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedWebhook {
  method: string;
  /** Path and query. */
  path: string;
  headers: http.IncomingHttpHeaders;
  /** Of the form, or of the query. */
  parameters: Record<string, string>;
}

export interface Reply {
  status?: number;
  json?: unknown;
  twiml?: string;
  /** No answer at all. */
  never?: boolean;
}

export interface WebhookReceiver {
  url: string;
  received: ReceivedWebhook[];
  /** Those with this `EventType`, on this path where one is given. */
  of(eventType: string, path?: string): ReceivedWebhook[];
  close(): Promise<void>;
}

/** Somebody's backend: keeps what it is sent, and answers 204 or what `reply` says. */
export async function startReceiver(reply: (request: ReceivedWebhook) => Reply = () => ({})): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const form = request.method === 'POST' ? new URLSearchParams(Buffer.concat(chunks).toString()) : url.searchParams;
      const webhook: ReceivedWebhook = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        parameters: Object.fromEntries(form),
      };
      received.push(webhook);
      const { status, json, twiml, never } = reply(webhook);
      if (never) return;
      const body = twiml ?? (json === undefined ? undefined : JSON.stringify(json));
      const type = twiml === undefined ? 'application/json' : 'text/xml';
      response.writeHead(status ?? (body === undefined ? 204 : 200), { 'content-type': type });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    received,
    of: (eventType, path = '') =>
      received.filter(({ parameters, ...one }) => parameters['EventType'] === eventType && one.path.startsWith(path)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
