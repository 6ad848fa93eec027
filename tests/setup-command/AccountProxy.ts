import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What comes back, before a command gets it. */
export interface ProxiedAnswer {
  status: number;
  body: Record<string, unknown>;
}

/** Stands before a sandbox as an account that answers otherwise, and hears all that is said. */
export class AccountProxy {
  /** Every request with its headers, and every answer, as text; form fields are decoded. */
  readonly heard: string[] = [];
  private changes: { request: RegExp; change: (answer: ProxiedAnswer) => void }[] = [];
  private gates: { request: RegExp; reached: () => void; opened: Promise<void> }[] = [];
  private readonly server = http.createServer((request, response) => {
    this.pass(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  constructor(private readonly target: string) {}

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  reset(): void {
    this.heard.length = 0;
    this.changes = [];
    this.gates = [];
  }

  /** Changes each answer to `POST /conversations.twilio.com/v1/…`, without its query. */
  change(request: RegExp, change: (answer: ProxiedAnswer) => void): void {
    this.changes.push({ request, change });
  }

  /** Holds the next answer to such a request until it is opened. */
  hold(request: RegExp): { reached: Promise<void>; open: () => void } {
    let open = (): void => undefined;
    let reached = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const arrival = new Promise<void>((resolve) => (reached = resolve));
    this.gates.push({ request, opened, reached });
    return { reached: arrival, open };
  }

  private async pass(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sent = Buffer.concat(chunks).toString();
    const { method = 'GET', url = '/', headers } = request;
    const name = `${method} ${url.split('?')[0]}`;
    this.heard.push(decodeURIComponent(url), JSON.stringify(headers), decodeURIComponent(sent.replaceAll('+', ' ')));
    const passed = await fetch(this.target + url, {
      method,
      headers: Object.fromEntries(
        ['authorization', 'content-type'].flatMap((key) => (headers[key] ? [[key, headers[key]]] : [])),
      ) as Record<string, string>,
      ...(sent ? { body: sent } : {}),
    });
    const text = await passed.text();
    this.heard.push(text);
    const gate = this.gates.find((one) => one.request.test(name));
    if (gate) {
      this.gates = this.gates.filter((one) => one !== gate);
      gate.reached();
      await gate.opened;
    }
    const answer: ProxiedAnswer = { status: passed.status, body: {} };
    const changes = this.changes.filter((one) => one.request.test(name));
    if (changes.length > 0) {
      if (text) answer.body = JSON.parse(text) as ProxiedAnswer['body'];
      for (const { change } of changes) change(answer);
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(changes.length > 0 ? JSON.stringify(answer.body) : text);
  }
}
