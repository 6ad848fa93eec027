import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Fault {
  /** Of `POST /flex-api.twilio.com/v1/Interactions`: method, host and path, without the query. */
  request: Pick<RegExp, 'test'>;
  /** How many of these get through first; none where it is not given. */
  skip?: number;
  /** Whether the sandbox gets the request, and so does what it asks, before it fails for the caller. */
  reaches: boolean;
  /** What the caller gets: an answer, or `nothing` – the connection breaks; with `silence` it just never comes. */
  answer: { status: number; body?: unknown; headers?: Record<string, string> } | 'nothing' | 'silence';
  /** How often; once where it is not given. */
  times?: number;
}

/** Stands between the functions and the sandbox, and makes chosen calls fail. */
export class FaultProxy {
  /** Every call that came, `POST /conversations.twilio.com/v1/…`, in order. */
  readonly requests: string[] = [];
  /** The same calls with the trip that each belongs to, counted from 1. */
  readonly calls: { name: string; trip: number }[] = [];
  /** How often the caller had to wait: calls that overlap count as one. */
  trips = 0;
  /** Milliseconds that each call takes on its way. */
  latency = 0;
  private readonly underWay = new Set<http.ServerResponse>();
  private faults: { fault: Fault; skip: number; left: number }[] = [];
  private gates: { request: RegExp; opened: Promise<void>; reached: () => void }[] = [];
  private readonly server: http.Server;
  /** A connection for each call would be a third of its time. */
  private readonly agent = new http.Agent({ keepAlive: true });

  constructor(private readonly target: string) {
    this.server = http.createServer((request, response) => {
      if (this.underWay.size === 0) this.trips += 1;
      this.underWay.add(response);
      response.once('close', () => this.underWay.delete(response));
      // Not what a test asks for: it must not look like one of the faults.
      this.handle(request, response, this.trips).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  close(): Promise<void> {
    this.agent.destroy();
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  fail(...faults: Fault[]): void {
    this.faults.push(...faults.map((fault) => ({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 })));
  }

  /** Holds the next such request until it is opened; `reached` resolves when it has come. */
  hold(request: RegExp): { reached: Promise<void>; open: () => void } {
    let open = (): void => undefined;
    let reached = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const arrival = new Promise<void>((resolve) => (reached = resolve));
    this.gates.push({ request, opened, reached });
    return { reached: arrival, open };
  }

  /** Resolves when nothing has been under way for a while. */
  async quiet(): Promise<void> {
    let calm = 0;
    while (calm < 5) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      calm = this.underWay.size === 0 ? calm + 1 : 0;
    }
  }

  reset(): void {
    this.requests.length = 0;
    this.calls.length = 0;
    this.trips = 0;
    this.latency = 0;
    this.faults = [];
    this.gates = [];
  }

  private async handle(request: http.IncomingMessage, response: http.ServerResponse, trip: number): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const name = `${request.method} ${(request.url ?? '').split('?')[0]}`;
    this.requests.push(name);
    this.calls.push({ name, trip });
    if (this.latency > 0) await new Promise((resolve) => setTimeout(resolve, this.latency));

    const gate = this.gates.find((candidate) => candidate.request.test(name));
    if (gate) {
      this.gates = this.gates.filter((other) => other !== gate);
      gate.reached();
      await gate.opened;
    }

    const entry = this.faultFor(name);
    const answer = entry?.fault.answer;
    // Some callers never give such a call up.
    if (answer === 'silence') this.underWay.delete(response);
    if (entry && !entry.fault.reaches) return reply(response, answer);
    const passed = await this.pass(request, Buffer.concat(chunks));
    if (entry) return reply(response, answer);
    response.writeHead(passed.status, passed.headers).end(passed.body);
  }

  private faultFor(name: string): { fault: Fault } | undefined {
    const entry = this.faults.find(({ fault, left }) => left > 0 && fault.request.test(name));
    if (!entry) return undefined;
    if (entry.skip > 0) {
      entry.skip -= 1;
      return undefined;
    }
    entry.left -= 1;
    return entry;
  }

  private pass(
    request: http.IncomingMessage,
    body: Buffer,
  ): Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }> {
    return new Promise((resolve, reject) => {
      const { method, headers, url } = request;
      const { hostname, port } = new URL(this.target);
      const options = { hostname, port, path: url, method, headers, agent: this.agent };
      const onward = http.request(options, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 502, headers: incoming.headers, body: Buffer.concat(chunks) }),
        );
      });
      onward.on('error', reject);
      onward.end(body);
    });
  }
}

function reply(response: http.ServerResponse, answer: Fault['answer'] | undefined): void {
  if (answer === 'silence') return;
  if (answer === undefined || answer === 'nothing') {
    response.destroy();
    return;
  }
  const { status, body = { code: 20500, message: 'Internal Server Error', status }, headers } = answer;
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
