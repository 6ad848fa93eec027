import { RequestClient } from 'twilio';

import type { RequestLog } from './RequestLog';
import type { SurroundedClient, Surroundings, Transport } from './Surroundings';
import { ofProcess } from './Surroundings';

type RequestOptions<TData> = Parameters<typeof RequestClient.prototype.request<TData>>[0];
type Answer<TData> = ReturnType<typeof RequestClient.prototype.request<TData>>;

/** Twilio ends a function after 10 seconds: what is done by then must have been answered. */
const WORK_MILLISECONDS = 6_500;
const ALL_MILLISECONDS = 9_200;
const CALL_MILLISECONDS = 3_000;
const LONGEST_PAUSE_MILLISECONDS = 1_500;
const TRIES = 3;

/** Twilio has not been asked, because there is no time left to hear the answer. */
export class NotSentError extends Error {
  readonly code = 'NOT_SENT';
}

/** `POST Messages`: the method and the resource of an address, without SIDs and parameters. */
function label({ method, uri }: { method: string; uri: string }): string {
  const resource = new URL(uri).pathname.split('/').filter((segment) => /^[A-Z][A-Za-z]+$/.test(segment));
  return `${method.toUpperCase()} ${resource.at(-1) ?? ''}`;
}

/**
 * The `twilio` helper's HTTP client for one request of ours. It repeats what is safe to repeat: 429, which Twilio
 * never processes (after Retry-After), and a GET or DELETE that broke down. Any other POST is sent once.
 */
export class TwilioHttp extends RequestClient implements SurroundedClient {
  private readonly started: number;
  private readonly transport: Transport;
  /** How many are at work in the reserve: side by side, one may end while another goes on. */
  private inReserveNow = 0;
  private betweenPosts = 0;
  private nextPost = 0;

  /** @param callMilliseconds how long one call may take */
  constructor(
    private readonly log: RequestLog,
    private readonly callMilliseconds = CALL_MILLISECONDS,
    readonly surroundings: Surroundings = ofProcess,
    readonly syncServiceSid?: string,
  ) {
    super({ timeout: callMilliseconds });
    this.started = surroundings.now();
    this.transport = surroundings.transport({ timeout: callMilliseconds });
  }

  /** Runs `work` with the time that is kept for finding out what came of a call, and for undoing. */
  async inReserve<T>(work: () => Promise<T>): Promise<T> {
    this.inReserveNow += 1;
    try {
      return await work();
    } finally {
      this.inReserveNow -= 1;
    }
  }

  /** From now on, at most so many POSTs are sent in a second; the others wait. */
  pace(postsPerSecond: number): void {
    this.betweenPosts = 1_000 / postsPerSecond;
  }

  /** Milliseconds in which work can still be done. */
  get workLeft(): number {
    return this.started + WORK_MILLISECONDS - this.surroundings.now();
  }

  private get left(): number {
    const allowed = this.inReserveNow > 0 ? ALL_MILLISECONDS : WORK_MILLISECONDS;
    return this.started + allowed - this.surroundings.now();
  }

  override async request<TData>(options: RequestOptions<TData>): Answer<TData> {
    const repeatable = /^(get|delete)$/i.test(options.method);
    for (let tryNumber = 1; ; tryNumber += 1) {
      const last = tryNumber === TRIES;
      try {
        const response = await this.send<TData>(options);
        const { statusCode } = response;
        if (last || !(statusCode === 429 || (repeatable && statusCode >= 500))) return response;
        const wait = this.pauseBefore(tryNumber, response.headers as Record<string, string> | undefined);
        if (wait > LONGEST_PAUSE_MILLISECONDS || wait > this.left) return response;
        await this.surroundings.sleep(wait);
      } catch (error) {
        if (last || !repeatable || error instanceof NotSentError) throw error;
      }
    }
  }

  private async turn(): Promise<void> {
    const now = this.surroundings.now();
    const at = Math.max(now, this.nextPost);
    this.nextPost = at + this.betweenPosts;
    if (at > now) await this.surroundings.sleep(at - now);
  }

  private async send<TData>(options: RequestOptions<TData>): Answer<TData> {
    const step = label(options);
    if (/^post$/i.test(options.method)) await this.turn();
    const timeout = Math.min(this.callMilliseconds, this.left);
    if (timeout <= 0) {
      this.log.add({ step, milliseconds: 0 });
      throw new NotSentError('no time left');
    }
    const from = this.surroundings.now();
    try {
      const response = await this.transport.request<TData>({ ...options, timeout });
      const headers = response.headers as Record<string, string> | undefined;
      const code = (response.body as { code?: unknown } | undefined)?.code;
      this.log.add({
        step,
        milliseconds: this.surroundings.now() - from,
        status: response.statusCode,
        ...(response.statusCode >= 400 && typeof code === 'number' ? { code } : {}),
        twilioRequestId: headers?.['twilio-request-id'],
      });
      return response;
    } catch (error) {
      this.log.add({ step, milliseconds: this.surroundings.now() - from });
      throw error;
    }
  }

  /** Milliseconds until the next try: Retry-After (seconds), else 200, 400 … with jitter. */
  private pauseBefore(tryNumber: number, headers: Record<string, string> | undefined): number {
    const retryAfter = Number(headers?.['retry-after']);
    return retryAfter > 0 ? retryAfter * 1_000 : 200 * tryNumber * (1 + this.surroundings.random() / 2);
  }
}
