import { Random } from '../model/Random';
import { TwilioError } from './TwilioError';

/** What is to go wrong, and with which requests. A rule that says nothing of it only slows them down. */
export interface FaultRule {
  id: string;
  /** Twilio's host, or its first part, such as `taskrouter`. Every host where it is left out. */
  host?: string;
  method?: string;
  /** The path without its query; `*` stands for anything, as in `/v1/Interactions/*`. */
  path?: string;
  /** Milliseconds that a request waits before its service sees it. */
  latency?: number;
  /** How many of the requests fail, from 0 to 1; all where it is left out. */
  errorRate?: number;
  /** How many more requests fail; then the rule is gone. Without end where it is left out. */
  next?: number;
  /** HTTP status of the failure. The service does not see the request. */
  status?: number;
  /** Twilio's error code; `20` and the status where it is left out, as in 20429. */
  code?: number;
  message?: string;
  /** Seconds, in the header `Retry-After`. */
  retryAfter?: number;
  /** The service does its work, then the connection is cut before the answer. */
  loseAnswer?: boolean;
  /** Of a request for an interaction: it is answered as ever, and then its channel fails with this error code. */
  channelFails?: number;
}

export interface FaultSettings {
  /** Milliseconds that each request to a Twilio host waits, besides what rules add. */
  latency: number;
  rules: FaultRule[];
}

export interface FaultyRequest {
  host: string;
  method: string;
  path: string;
}

/** What becomes of one request. */
export interface Strike {
  latency: number;
  error?: TwilioError;
  retryAfter?: number;
  loseAnswer: boolean;
  channelFails?: number;
}

const MESSAGES: Record<number, string> = {
  429: 'Too Many Requests',
  500: 'An internal server error has occurred',
  502: 'Bad gateway',
  503: 'Service is unavailable. Please try again',
  504: 'Gateway timeout',
};

/** The faults that are in force in one world. */
export class Faults {
  private settings: FaultSettings = { latency: 0, rules: [] };
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly random = new Random()) {}

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  read(): FaultSettings {
    return this.settings;
  }

  /** Throws a 400 where the settings are malformed. */
  replace(settings: unknown): void {
    const { latency = 0, rules = [] } = (settings ?? {}) as { latency?: unknown; rules?: unknown };
    if (!Array.isArray(rules)) throw TwilioError.invalid('rules');
    this.settings = {
      latency: numberIn(latency, 'latency', 0),
      rules: rules.map((rule) => readRule(rule, this.random)),
    };
    this.tell();
  }

  add(rule: unknown): FaultRule {
    const read = readRule(rule, this.random);
    this.settings.rules.push(read);
    this.tell();
    return read;
  }

  remove(id: string): void {
    this.settings.rules = this.settings.rules.filter((rule) => rule.id !== id);
    this.tell();
  }

  /** Whether some rule cuts connections. */
  get losesAnswers(): boolean {
    return this.settings.rules.some(({ loseAnswer }) => loseAnswer);
  }

  /** Decides once about a request, and counts it. The first rule that fails it is the one that counts. */
  strike(request: FaultyRequest): Strike {
    const strike: Strike = { latency: this.settings.latency, loseAnswer: false };
    for (const rule of this.settings.rules.filter((one) => matches(one, request))) {
      const fails = rule.status !== undefined || rule.loseAnswer === true || rule.channelFails !== undefined;
      const isDone = strike.error !== undefined || strike.loseAnswer || strike.channelFails !== undefined;
      if (fails && (isDone || this.random.fraction() >= (rule.errorRate ?? 1))) continue;
      strike.latency += rule.latency ?? 0;
      if (!fails) continue;
      if (rule.next !== undefined) this.countDown(rule);
      if (rule.loseAnswer) strike.loseAnswer = true;
      else if (rule.channelFails !== undefined) strike.channelFails = rule.channelFails;
      else Object.assign(strike, { error: errorOf(rule), retryAfter: rule.retryAfter });
    }
    return strike;
  }

  private countDown(rule: FaultRule): void {
    rule.next = (rule.next ?? 1) - 1;
    if (rule.next <= 0) this.remove(rule.id);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

function errorOf({ status = 500, code, message }: FaultRule): TwilioError {
  return new TwilioError(status, code ?? 20_000 + status, message ?? MESSAGES[status] ?? 'Made to fail by the sandbox');
}

function matches({ host, method, path }: FaultRule, request: FaultyRequest): boolean {
  if (host && host !== request.host && host !== request.host.split('.')[0]) return false;
  if (method && method.toUpperCase() !== request.method) return false;
  if (!path) return true;
  const parts = path.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(request.path);
}

function numberIn(value: unknown, name: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  if (typeof value !== 'number' || !(value >= least && value <= most)) throw TwilioError.invalid(name);
  return value;
}

const NUMBERS: Record<string, [least: number, most?: number]> = {
  latency: [0],
  errorRate: [0, 1],
  next: [1],
  status: [400, 599],
  code: [1],
  retryAfter: [0],
  channelFails: [1],
};
const TEXTS: readonly string[] = ['id', 'host', 'method', 'path', 'message'];

function readRule(value: unknown, random: Random): FaultRule {
  if (typeof value !== 'object' || value === null) throw TwilioError.invalid('rules');
  const given = Object.entries(value).filter(([, field]) => field !== undefined && field !== null && field !== '');
  for (const [name, field] of given) {
    const bounds = NUMBERS[name];
    const isKnown = bounds || TEXTS.includes(name) || name === 'loseAnswer';
    if (!isKnown) throw TwilioError.invalid(name);
    if (bounds) numberIn(field, name, ...bounds);
    if (TEXTS.includes(name) && typeof field !== 'string') throw TwilioError.invalid(name);
    if (name === 'loseAnswer' && typeof field !== 'boolean') throw TwilioError.invalid(name);
  }
  return { id: random.hex(16), ...Object.fromEntries(given) };
}
