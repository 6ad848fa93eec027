type Failure = 'ct' | 'rt' | '4xx' | '5xx';

/** Times in milliseconds. */
export interface ConnectionSettings {
  connectTimeout: number;
  readTimeout: number;
  /** For all tries together. */
  totalTime: number;
  retries: number;
  retryOn: ReadonlySet<Failure>;
}

const FAILURES: readonly Failure[] = ['ct', 'rt', '4xx', '5xx'];

export const DEFAULT_SETTINGS: ConnectionSettings = {
  connectTimeout: 5000,
  readTimeout: 15_000,
  totalTime: 15_000,
  retries: 1,
  retryOn: new Set(['ct']),
};

/**
 * Reads the fragment of a webhook's address, `#ct=1000&rc=2&rp=ct,5xx`. A value out of bounds goes to the nearest one.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export function withOverrides(settings: ConnectionSettings, url: URL): ConnectionSettings {
  const given = new URLSearchParams(url.hash.slice(1));
  const number = (key: string, minimum: number, maximum: number): number | undefined => {
    const value = given.get(key);
    return value && /^\d+$/.test(value) ? Math.min(Math.max(Number(value), minimum), maximum) : undefined;
  };
  const policy = given.get('rp')?.split(',');
  return {
    connectTimeout: number('ct', 100, 10_000) ?? settings.connectTimeout,
    readTimeout: number('rt', 100, 15_000) ?? settings.readTimeout,
    totalTime: number('tt', 100, 15_000) ?? settings.totalTime,
    retries: number('rc', 0, 5) ?? settings.retries,
    retryOn: policy
      ? new Set(FAILURES.filter((failure) => policy.includes(failure) || policy.includes('all')))
      : settings.retryOn,
  };
}
