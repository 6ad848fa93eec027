import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import express from 'express';
import type { NextFunction, Request, RequestHandler, Response, Router } from 'express';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

import { NotInSandbox } from './NotInSandbox';
import { TwilioError } from './TwilioError';

declare module 'express-serve-static-core' {
  interface Request {
    /** The Twilio host that the request is for, such as `flex-api.twilio.com`; `localhost` for our own pages. */
    twilioHost: string;
  }
}

/** Answers HTTP requests of one host (or of those that match). */
export interface HostRoutes {
  host: string | RegExp;
  router: Router;
}

/** Answers websockets of one host (or of those that match). */
export interface HostSocket {
  host: string | RegExp;
  accept: (socket: WebSocket, url: URL) => void;
}

export const OWN_HOST = 'localhost';

const TWILIO_HOST = /^([a-z0-9-]+\.)*(twilio\.com|twiliocdn\.com|twil\.io)$/i;
/** What people deployed, which speaks for itself. */
const DEPLOYED_HOST = /\.twil\.io$/i;
const PREFIX = /^\/([^/?]+)(.*)$/;

/** The host and path that a request is for: by path prefix `/flex-api.twilio.com/v1/…`, or by the Host header. */
export function target(url: string, host: string | undefined): { host: string; url: string } {
  const prefixed = PREFIX.exec(url);
  if (prefixed?.[1] && TWILIO_HOST.test(prefixed[1])) {
    const rest = prefixed[2] ?? '';
    return { host: prefixed[1].toLowerCase(), url: rest.startsWith('/') ? rest : `/${rest}` };
  }
  const named = (host ?? '').split(':')[0] ?? '';
  return { host: TWILIO_HOST.test(named) ? named.toLowerCase() : OWN_HOST, url };
}

const matches = (pattern: string | RegExp, host: string): boolean =>
  typeof pattern === 'string' ? pattern === host : pattern.test(host);

/** One port for all of Twilio's hosts and for our own pages, on the loopback interface only. */
export class HostServer {
  private readonly server: http.Server;
  /** Answers requests, also those that come by no socket. */
  readonly app = express();
  private readonly sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (protocols) => [...protocols][0] ?? false,
  });
  private readonly connections = new Set<Duplex>();
  /** Run before the routes, for every request. */
  before: RequestHandler[] = [];
  routes: HostRoutes[] = [];
  hostSockets: HostSocket[] = [];

  constructor() {
    const { app } = this;
    app.disable('x-powered-by');
    app.use((request: Request, _response: Response, next: NextFunction) => {
      const aim = target(request.url, (request.headers['x-forwarded-host'] as string) ?? request.headers.host);
      request.url = aim.url;
      request.twilioHost = aim.host;
      next();
    });
    app.use((request: Request, response: Response, next: NextFunction) => this.crossOrigin(request, response, next));
    app.use((request: Request, response: Response, next: NextFunction) => this.dispatch(request, response, next));
    app.use((request: Request) => {
      if (request.twilioHost === OWN_HOST) throw TwilioError.notFound(request.path);
      throw new NotInSandbox(request.method, request.twilioHost, request.path);
    });
    // Express tells an error handler by its four parameters.
    app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
      if (response.headersSent) return next(error);
      const known =
        error instanceof TwilioError
          ? error
          : new TwilioError(
              (error as { status?: number }).status ?? 500,
              20500,
              error instanceof Error ? error.message : String(error),
            );
      if (known !== error && known.status >= 500) console.error(error);
      response.locals['error'] = known;
      response.status(known.status).json(known);
    });
    this.server = http.createServer(app);
    this.server.on('upgrade', (request: http.IncomingMessage, socket: Socket, head: Buffer) => {
      const aim = target(request.url ?? '/', request.headers.host);
      const accepting = this.hostSockets.find(({ host }) => matches(host, aim.host));
      if (!accepting) return socket.destroy();
      this.connections.add(socket);
      socket.on('close', () => this.connections.delete(socket));
      this.sockets.handleUpgrade(request, socket, head, (webSocket) => {
        accepting.accept(webSocket, new URL(aim.url, `https://${aim.host}`));
      });
    });
  }

  /** Resolves with the port; rejects with `EADDRINUSE` where it is taken. `0` takes any free one. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', () => {
        this.server.off('error', reject);
        resolve((this.server.address() as AddressInfo).port);
      });
    });
  }

  dropSockets(): void {
    for (const socket of this.connections) socket.destroy();
  }

  /** Ends the connections that wait for another request. */
  closeIdleConnections(): void {
    this.server.closeIdleConnections();
  }

  close(): Promise<void> {
    this.dropSockets();
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private crossOrigin(request: Request, response: Response, next: NextFunction): void {
    if (DEPLOYED_HOST.test(request.twilioHost)) return next();
    response.set({
      'access-control-allow-origin': request.headers.origin ?? '*',
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
      'access-control-allow-methods': 'GET,POST,PUT,PATCH,DELETE,OPTIONS',
      'access-control-expose-headers': '*',
    });
    if (request.method === 'OPTIONS' && request.twilioHost !== OWN_HOST) return void response.sendStatus(204);
    next();
  }

  private dispatch(request: Request, response: Response, next: NextFunction): void {
    const ofHost = this.routes.filter(({ host }) => matches(host, request.twilioHost));
    const candidates: RequestHandler[] = [...this.before, ...ofHost.map(({ router }) => router)];
    const step = (index: number): void => {
      const candidate = candidates[index];
      if (!candidate) return next();
      void candidate(request, response, (error?: unknown) => (error ? next(error) : step(index + 1)));
    };
    step(0);
  }
}
