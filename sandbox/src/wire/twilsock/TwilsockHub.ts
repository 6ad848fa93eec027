import type { HostSocket } from '../../http/HostServer';
import { TwilioError } from '../../http/TwilioError';
import type { Clock } from '../../model/Clock';
import type { Random } from '../../model/Random';
import type { Services } from '../../services/Services';
import { TwilsockConnection } from './TwilsockConnection';
import type { TwilsockAnswer, TwilsockBackend, TwilsockRequest } from './TwilsockConnection';

/** What of the world the hub needs. */
interface Surroundings {
  readonly clock: Clock;
  readonly random: Random;
  readonly services: Services;
  readonly sockets: HostSocket[];
}

/**
 * Twilsock: the websocket through which the Conversations and Sync SDKs, and Flex UI's telemetry, reach their
 * services. Their HTTP requests travel inside it, each to a host of its own; one that no service answers is a 404.
 */
export class TwilsockHub {
  private readonly connections = new Set<TwilsockConnection>();
  private readonly handlers = new Map<string, (request: TwilsockRequest) => TwilsockAnswer | Promise<TwilsockAnswer>>();

  constructor(world: Surroundings) {
    const backend: TwilsockBackend = {
      authenticate: (token) => world.services.iam.authenticateChat(token),
      answer: (request) => this.answer(request),
      newId: (prefix) => world.random.sid(prefix),
      after: (milliseconds, action) => world.clock.afterReal(milliseconds, action),
    };
    world.sockets.push({
      host: 'tsock.us1.twilio.com',
      accept: (socket) => {
        const connection = new TwilsockConnection(socket, backend);
        this.connections.add(connection);
        connection.onClose(() => this.connections.delete(connection));
      },
    });
    this.route('flex-sdk.twilio.com', ({ path }) => {
      if (path.join('/') !== 'v1/Telemetry/Events') throw TwilioError.notFound(`/${path.join('/')}`);
      return { body: {} };
    });
  }

  /** Adds a host; `handle` answers its requests or throws a TwilioError. */
  route(host: string, handle: (request: TwilsockRequest) => TwilsockAnswer | Promise<TwilsockAnswer>): void {
    this.handlers.set(host, handle);
  }

  /** Sends a notification to every browser of this identity that registered for its type. */
  notify(identity: string, messageType: string, payload: unknown): void {
    for (const connection of this.connections) {
      if (connection.identity?.identity === identity) connection.notify(messageType, payload);
    }
  }

  private answer(request: TwilsockRequest): TwilsockAnswer | Promise<TwilsockAnswer> {
    const handle = this.handlers.get(request.host);
    if (!handle) throw TwilioError.notFound(`${request.host}/${request.path.join('/')}`);
    return handle(request);
  }
}
