import { WebSocket } from 'ws';
import type { RawData } from 'ws';

import { TwilioError } from '../../http/TwilioError';
import { newSid } from '../../model/sid';
import type { ChatIdentity } from './ChatIdentity';
import { decodeFrame, encodeFrame } from './frame';
import type { Frame, FrameHeader } from './frame';

/** An HTTP request as a browser's SDK sends it inside Twilsock. */
export interface TwilsockRequest {
  connection: TwilsockConnection;
  from: ChatIdentity;
  /** The product that the request is for, such as `ip_messaging`. */
  product: string;
  host: string;
  method: string;
  /** Decoded segments. */
  path: string[];
  query: Record<string, string>;
  /** By lower-case name. */
  headers: Record<string, string>;
  text: string;
  /** The JSON body, empty where there is none. */
  body: Record<string, unknown>;
}

export interface TwilsockAnswer {
  /** 200 where it is not given. */
  status?: number;
  body?: unknown;
  /** Runs when the answer is on the wire. */
  after?: () => void;
}

/** What a connection asks of the hub that accepted it. */
export interface TwilsockBackend {
  authenticate(token: unknown): ChatIdentity | undefined;
  answer(request: TwilsockRequest): TwilsockAnswer;
}

interface HttpRequestHeader {
  host: string;
  path: string;
  method: string;
  params?: Record<string, string | string[]>;
  headers?: Record<string, string>;
}

const OK = { code: 200, status: 'OK' };
const UNAUTHORIZED = {
  code: 401,
  status: 'UNAUTHORIZED',
  errorCode: 20101,
  description: 'Invalid Access Token',
};

/** The SDKs split the query by hand and leave it percent-encoded; of a repeated name the first counts. */
function decodeQuery(parameters: HttpRequestHeader['params']): Record<string, string> {
  const decode = (text: string): string => decodeURIComponent(text.replace(/\+/g, ' '));
  return Object.fromEntries(
    Object.entries(parameters ?? {}).map(([name, value]) => [
      decode(name),
      decode(String(Array.isArray(value) ? value[0] : value)),
    ]),
  );
}

function parseJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // A form-encoded body is read from the text.
    return {};
  }
}

/** One Twilsock websocket: signs in, carries requests to the services and notifications to the SDK. */
export class TwilsockConnection {
  identity: ChatIdentity | undefined;
  /** The types of notification that the SDK registered for. */
  private readonly messageTypes = new Set<string>();
  private readonly closeListeners: (() => void)[] = [];

  constructor(
    private readonly socket: WebSocket,
    private readonly backend: TwilsockBackend,
  ) {
    socket.on('message', (data) => this.receive(data));
    socket.on('close', () => {
      this.identity = undefined;
      for (const listener of this.closeListeners) listener();
    });
    // A broken connection is an ordinary end of it; `close` follows.
    socket.on('error', () => socket.terminate());
  }

  onClose(listener: () => void): void {
    this.closeListeners.push(listener);
  }

  /** Sends a notification if the SDK registered for its type. */
  notify(messageType: string, payload: unknown): void {
    if (!this.identity || !this.messageTypes.has(messageType)) return;
    this.send(
      { method: 'notification', id: newSid('TM'), message_type: messageType, notification_ctx_id: '' },
      payload,
    );
  }

  private send(header: FrameHeader, payload?: unknown): void {
    // The SDKs read binary messages only; a text one leaves them waiting for ever.
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(encodeFrame(header, payload), { binary: true });
  }

  private reply(to: FrameHeader, fields: Record<string, unknown> = {}, payload?: unknown): void {
    this.send({ method: 'reply', id: to.id, status: OK, ...fields }, payload);
  }

  private receive(data: RawData): void {
    let frame: Frame;
    try {
      frame = decodeFrame(
        Buffer.isBuffer(data) ? data : Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)]),
      );
    } catch (error) {
      this.socket.close(1002, (error as Error).message);
      return;
    }
    const { header } = frame;
    switch (header.method) {
      case 'init':
        return this.init(header);
      case 'update':
        return this.reply(header, this.signIn(header['token']) ? {} : { status: UNAUTHORIZED });
      case 'message':
        return this.request(frame);
      case 'close':
        return this.socket.close();
      // Receipts for our notifications, and figures that no one waits for an answer to.
      case 'reply':
      case 'telemetry.v1':
        return;
      default:
        return this.reply(header);
    }
  }

  private signIn(token: unknown): boolean {
    const identity = this.backend.authenticate(token);
    if (identity) this.identity = identity;
    return identity !== undefined;
  }

  private init(header: FrameHeader): void {
    if (!this.signIn(header['token'])) return this.reply(header, { status: UNAUTHORIZED });
    const registrations = (header['registrations'] ?? []) as { message_types?: string[] }[];
    for (const type of registrations.flatMap(({ message_types }) => message_types ?? [])) this.messageTypes.add(type);
    const known = header['continuation_token'];
    this.reply(header, {
      // What was missed is replayed by Sync, so the token stands for nothing on this side. `offline_storage` is left
      // out on purpose: with it browsers keep the SIDs of Sync objects over a reset, and lose every conversation.
      continuation_token: known ?? newSid('CT'),
      continuation_token_status: { reissued: !known, reissue_message: known ? '' : 'NEW' },
      capabilities: ['client_update'],
      init_registrations: registrations,
    });
  }

  private request({ header, payload }: Frame): void {
    const http = header['http_request'] as HttpRequestHeader;
    const { status = 200, body, after } = this.answer(header, http, payload);
    this.reply(
      header,
      {
        http_status: { code: status, status: status < 300 ? 'OK' : 'ERROR' },
        http_headers: { 'Content-Type': 'application/json' },
      },
      body,
    );
    after?.();
  }

  private answer(header: FrameHeader, http: HttpRequestHeader, payload: string): TwilsockAnswer {
    try {
      if (!this.identity) throw new TwilioError(401, 20101, UNAUTHORIZED.description);
      return this.backend.answer({
        connection: this,
        from: this.identity,
        product: (header['active_grant'] as string | undefined) ?? '',
        host: http.host,
        method: http.method,
        path: http.path.split('/').filter(Boolean).map(decodeURIComponent),
        query: decodeQuery(http.params),
        headers: Object.fromEntries(
          Object.entries(http.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
        ),
        text: payload,
        body: parseJson(payload || '{}'),
      });
    } catch (error) {
      if (error instanceof TwilioError) return { status: error.status, body: error };
      console.error(error);
      return { status: 500, body: new TwilioError(500, 20500, error instanceof Error ? error.message : String(error)) };
    }
  }
}
