import createTwilio, { RequestClient } from 'twilio';
import type { Twilio } from 'twilio';

import type { RecordedExchange, RecordedStep } from './recording';
import type { Scrubber } from './Scrubber';

type Options<TData> = Parameters<typeof RequestClient.prototype.request<TData>>[0];
type Answer<TData> = ReturnType<typeof RequestClient.prototype.request<TData>>;
type Fields = Record<string, unknown>;

/** Hears what is asked of Twilio and answered, times it, and keeps it without what tells of people. */
export class Recorder {
  readonly steps: RecordedStep[] = [];
  private readonly began = performance.now();

  constructor(readonly scrubber: Scrubber) {}

  /** From now on requests belong to this step. */
  begin(id: string, kind: RecordedStep['kind']): RecordedStep {
    const step = { id, kind, exchanges: [] };
    this.steps.push(step);
    return step;
  }

  /** The same client, heard. */
  listenTo(twilio: Twilio): Twilio {
    const { username, password, opts, accountSid } = twilio;
    const httpClient = new RecordingClient(twilio.httpClient, this);
    return createTwilio(username, password, { ...opts, accountSid, httpClient });
  }

  get elapsed(): number {
    return Math.round(performance.now() - this.began);
  }

  /** The exchange that begins now, without its answer; undefined where it is not with Twilio. */
  note<TData>(options: Options<TData>): { exchange: RecordedExchange; step: RecordedStep } | undefined {
    const step = this.steps.at(-1);
    const { hostname, pathname, searchParams } = new URL(options.uri);
    if (!step || !/\.twilio\.com$/.test(hostname)) return undefined;
    const fields = options.data as Fields | undefined;
    const isJson = /json/.test(String((options.headers as Fields | undefined)?.['Content-Type']));
    const exchange: RecordedExchange = {
      method: options.method.toUpperCase() as RecordedExchange['method'],
      host: hostname,
      path: this.scrubber.path(pathname),
      sentAs: !fields ? 'query' : isJson ? 'json' : 'form',
      parameters: this.scrubber.json(
        fields ?? { ...Object.fromEntries(searchParams), ...(options.params as Fields | undefined) },
        step.kind === 'probe',
      ) as Fields,
      at: this.elapsed,
      milliseconds: 0,
      answer: null,
    };
    step.exchanges.push(exchange);
    return { exchange, step };
  }
}

class RecordingClient extends RequestClient {
  constructor(
    private readonly inner: RequestClient,
    private readonly recorder: Recorder,
  ) {
    super();
  }

  override async request<TData>(options: Options<TData>): Answer<TData> {
    const noted = this.recorder.note(options);
    const from = performance.now();
    const response = await this.inner.request<TData>(options);
    if (noted) {
      const { exchange, step } = noted;
      exchange.milliseconds = Math.round(performance.now() - from);
      exchange.answer = {
        status: response.statusCode,
        body: this.recorder.scrubber.json(response.body === '' ? null : response.body, step.kind === 'probe'),
      };
    }
    return response;
  }
}
