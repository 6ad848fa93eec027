import { WebSocket } from 'ws';
import type { RawData } from 'ws';

import { TwilioError } from '../../http/TwilioError';
import type { ChatIdentity, ChatSession } from './ChatIdentity';
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
  /** What a pre-event webhook changed: in `body` already, but for the author, whom a client cannot name. */
  changed?: Record<string, string>;
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
  /** Throws a 401 for a token that is no good. */
  authenticate(token: unknown): ChatSession;
  answer(request: TwilsockRequest): TwilsockAnswer | Promise<TwilsockAnswer>;
  /** An id that no other frame or session has, with this two-letter prefix. */
  newId(prefix: string): string;
  /** Runs `action` once after so many milliseconds of real time; the returned function calls it off. */
  after(milliseconds: number, action: () => void): () => void;
}

interface HttpRequestHeader {
  host: string;
  path: string;
  method: string;
  params?: Record<string, string | string[]>;
  headers?: Record<string, string>;
}

const OK = { code: 200, status: 'OK' };
/** How long before its end the SDK is told that its token expires. */
const TOKEN_NOTICE_MS = 3 * 60 * 1000;
const TOKEN_EXPIRED = { code: 410, status: 'TOKEN_EXPIRED', description: 'The token has expired' };

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

function failed(error: unknown): TwilsockAnswer {
  if (error instanceof TwilioError) return { status: error.status, body: error };
  console.error(error);
  return { status: 500, body: new TwilioError(500, 20500, error instanceof Error ? error.message : String(error)) };
}

/** One Twilsock websocket: signs in, carries requests to the services and notifications to the SDK. */
export class TwilsockConnection {
  private session: ChatSession | undefined;
  private endTokenTimers: (() => void)[] = [];
  /** The types of notification that the SDK registered for. */
  private readonly messageTypes = new Set<string>();
  private readonly closeListeners: (() => void)[] = [];

  constructor(
    private readonly socket: WebSocket,
    private readonly backend: TwilsockBackend,
  ) {
    socket.on('message', (data) => this.receive(data));
    socket.on('close', () => {
      this.endSession();
      for (const listener of this.closeListeners) listener();
    });
    // A broken connection is an ordinary end of it; `close` follows.
    socket.on('error', () => socket.terminate());
  }

  /** Undefined before the SDK has signed in, and once its token has expired. */
  get identity(): ChatIdentity | undefined {
    return this.session;
  }

  onClose(listener: () => void): void {
    this.closeListeners.push(listener);
  }

  /** Sends a notification if the SDK registered for its type. */
  notify(messageType: string, payload: unknown): void {
    if (!this.session || !this.messageTypes.has(messageType)) return;
    this.send(
      { method: 'notification', id: this.backend.newId('TM'), message_type: messageType, notification_ctx_id: '' },
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
        if (this.signIn(header)) this.reply(header);
        return;
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

  /** False where the token is no good; the SDK is then told so. */
  private signIn(header: FrameHeader): boolean {
    try {
      this.session = this.backend.authenticate(header['token']);
      this.watchToken();
      return true;
    } catch (error) {
      if (!(error instanceof TwilioError)) throw error;
      const status = { code: error.status, status: 'UNAUTHORIZED', errorCode: error.code, description: error.message };
      this.reply(header, { status });
      return false;
    }
  }

  /** Tells the SDK in time that its token will expire, and lets it in no more once it has. */
  private watchToken(): void {
    for (const end of this.endTokenTimers) end();
    this.endTokenTimers = [];
    if (!this.session) return;
    const { expiresIn } = this.session;
    this.endTokenTimers = [
      this.backend.after(Math.max(0, expiresIn - TOKEN_NOTICE_MS), () =>
        this.send({
          method: 'client_update',
          id: this.backend.newId('TM'),
          client_update_type: 'token_about_to_expire',
        }),
      ),
      this.backend.after(expiresIn, () => {
        this.endSession();
        this.send({ method: 'close', id: this.backend.newId('TM'), status: TOKEN_EXPIRED });
      }),
    ];
  }

  private endSession(): void {
    this.session = undefined;
    this.watchToken();
  }

  private init(header: FrameHeader): void {
    if (!this.signIn(header)) return;
    const registrations = (header['registrations'] ?? []) as { message_types?: string[] }[];
    for (const type of registrations.flatMap(({ message_types }) => message_types ?? [])) this.messageTypes.add(type);
    const known = header['continuation_token'];
    this.reply(header, {
      // What was missed is replayed by Sync, so the token stands for nothing on this side. `offline_storage` is left
      // out on purpose: with it browsers keep the SIDs of Sync objects over a reset, and lose every conversation.
      continuation_token: known ?? this.backend.newId('CT'),
      continuation_token_status: { reissued: !known, reissue_message: known ? '' : 'NEW' },
      capabilities: ['client_update'],
      init_registrations: registrations,
    });
  }

  private request({ header, payload }: Frame): void {
    const http = header['http_request'] as HttpRequestHeader;
    const answer = this.answer(header, http, payload);
    if (answer instanceof Promise) void answer.catch(failed).then((late) => this.replyTo(header, late));
    else this.replyTo(header, answer);
  }

  private replyTo(header: FrameHeader, { status = 200, body, after }: TwilsockAnswer): void {
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

  private answer(
    header: FrameHeader,
    http: HttpRequestHeader,
    payload: string,
  ): TwilsockAnswer | Promise<TwilsockAnswer> {
    try {
      if (!this.session) throw new TwilioError(401, 20101, 'Invalid Access Token');
      const product = (header['active_grant'] as string | undefined) ?? '';
      if (this.session.products?.includes(product) === false) {
        throw new TwilioError(401, 20106, 'Invalid Access Token grants');
      }
      return this.backend.answer({
        connection: this,
        from: this.session,
        product,
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
      return failed(error);
    }
  }
}
