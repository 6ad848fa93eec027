import createTwilio from 'twilio';
import type { Twilio } from 'twilio';

import type { WorldOptions } from '../../sandbox/src/createWorld';
import { RequestLog } from '../../serverless/src/runtime/RequestLog';
import type { Surroundings, Transport } from '../../serverless/src/runtime/Surroundings';
import { TwilioHttp } from '../../serverless/src/runtime/TwilioHttp';
import type { RequestOptions, TwilioAnswer } from '../simulation/InMemoryTwilio';
import { InMemoryTwilio } from '../simulation/InMemoryTwilio';

type Fault = (options: RequestOptions) => Partial<TwilioAnswer> | Error | undefined;

/** The official helper with our own HTTP client, over a sandbox in this process whose time stands until it is told to go on. */
export function inMemoryTwilio(options: WorldOptions = {}) {
  const begins = new Date('2026-03-02T16:00:00.000Z');
  const memory = new InMemoryTwilio({ begins, ...options });
  const { world } = memory;
  const asked: string[] = [];
  const surroundings: Surroundings = {
    now: () => world.clock.now().getTime(),
    sleep: () => Promise.resolve(),
    random: Math.random,
    transport: () => transport,
  };
  const state: { fault?: Fault } = {};
  const transport = {
    async request(request: RequestOptions) {
      asked.push(`${request.method.toUpperCase()} ${new URL(request.uri).pathname}`);
      const fault = state.fault?.(request);
      if (fault instanceof Error) throw fault;
      return fault ? { statusCode: 500, body: {}, headers: {}, ...fault } : memory.answer(request);
    },
  } as unknown as Transport;
  const { sid, authToken } = world.account;
  /** What a function has for one request: the time that it may take begins now. */
  const call = () => {
    const http = new TwilioHttp(new RequestLog('test', surroundings), undefined, surroundings);
    const twilio: Twilio = createTwilio(sid, authToken, { httpClient: http, lazyLoading: true });
    return { http, twilio };
  };
  return { world, call, asked, fail: (fault: Fault | undefined) => (state.fault = fault) };
}
