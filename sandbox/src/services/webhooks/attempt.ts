import http from 'node:http';
import https from 'node:https';

const LARGEST_BODY = 64 * 1024;

export interface Answer {
  status: number;
  contentType: string | null;
  body: string;
}

/** `ct`: no connection. `rt`: a connection, but no whole answer. */
export interface NoAnswer {
  failure: 'ct' | 'rt';
  message: string;
}

/** A webhook as it leaves Twilio: signed, with its idempotency token, parameters of a GET in its address. */
export interface SignedWebhook {
  /** As it was signed. */
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  /** The form of a POST. */
  body: string;
}

/** Brings one webhook to its backend and answers what that said. Never rejects. */
export type CarryWebhook = (webhook: SignedWebhook) => Promise<Answer | NoAnswer>;

interface Attempt {
  target: URL;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body: string;
  connectTimeout: number;
  readTimeout: number;
  /** Runs an action after so many milliseconds; the returned function calls it off. */
  after: (milliseconds: number, action: () => void) => () => void;
  signal: AbortSignal;
}

/** One HTTP request. Never rejects. */
export function attempt(input: Attempt): Promise<Answer | NoAnswer> {
  const { target, method, headers, body, connectTimeout, readTimeout, after, signal } = input;
  return new Promise((resolve) => {
    let isConnected = false;
    let endTimer = (): void => undefined;
    const wait = (milliseconds: number, message: string): void => {
      endTimer();
      endTimer = after(milliseconds, () => request.destroy(new Error(message)));
    };
    const settle = (outcome: Answer | NoAnswer): void => {
      endTimer();
      resolve(outcome);
    };
    const fail = (error: Error): void => settle({ failure: isConnected ? 'rt' : 'ct', message: error.message });
    // A local server's certificate is its own; the connection does not leave the computer.
    const options = { method, headers, signal, agent: false as const, rejectUnauthorized: false };
    const secure = target.protocol === 'https:';
    const request = (secure ? https : http).request(target, options, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const waitForMore = (): void => wait(readTimeout, `The answer stopped for ${readTimeout} ms`);
      waitForMore();
      response.on('data', (chunk: Buffer) => {
        waitForMore();
        if (size < LARGEST_BODY) chunks.push(chunk.subarray(0, LARGEST_BODY - size));
        size += chunk.length;
      });
      response.on('error', fail);
      response.on('end', () =>
        settle({
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? null,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    request.on('error', fail);
    request.on('socket', (socket) =>
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        isConnected = true;
        wait(readTimeout, `No answer within ${readTimeout} ms`);
      }),
    );
    wait(connectTimeout, `No connection within ${connectTimeout} ms`);
    request.end(body);
  });
}
