import twilio, { RequestClient } from 'twilio';
import type { Twilio } from 'twilio';

type RequestOptions<TData> = Parameters<typeof RequestClient.prototype.request<TData>>[0];
type Answer<TData> = ReturnType<typeof RequestClient.prototype.request<TData>>;

/** The official helper's own HTTP client, with each address led to a sandbox by path prefix. */
export class SandboxClient extends RequestClient {
  constructor(
    private readonly url: string,
    options?: ConstructorParameters<typeof RequestClient>[0],
  ) {
    super(options);
  }

  override request<TData>(options: RequestOptions<TData>): Answer<TData> {
    return super.request<TData>({ ...options, uri: options.uri.replace(/^https:\//, this.url) });
  }
}

/** 429 alone: such a request was not processed. */
const RETRY = { autoRetry: true };

export const PROFILES = ['env', 'sandbox'] as const;
export type Profile = (typeof PROFILES)[number];

/**
 * `env`: the account of TWILIO_ACCOUNT_SID, by TWILIO_AUTH_TOKEN or TWILIO_API_KEY and TWILIO_API_SECRET. `sandbox`: the
 * one at this address. Throws with a sentence that says what is missing.
 */
export async function connect(profile: Profile, sandboxUrl: string): Promise<Twilio> {
  if (profile === 'sandbox') {
    const facts = await fetch(`${sandboxUrl}/sandbox`).catch(() => undefined);
    if (!facts?.ok) throw new Error(`No sandbox answers at ${sandboxUrl}. Start it with "npm start".`);
    const { accountSid, authToken } = (await facts.json()) as { accountSid: string; authToken: string };
    return twilio(accountSid, authToken, { httpClient: new SandboxClient(sandboxUrl, RETRY) });
  }
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_API_KEY, TWILIO_API_SECRET } = process.env;
  if (!TWILIO_ACCOUNT_SID) throw new Error('Set TWILIO_ACCOUNT_SID, and TWILIO_AUTH_TOKEN or an API key.');
  if (TWILIO_API_KEY && TWILIO_API_SECRET) {
    return twilio(TWILIO_API_KEY, TWILIO_API_SECRET, { ...RETRY, accountSid: TWILIO_ACCOUNT_SID });
  }
  if (!TWILIO_AUTH_TOKEN) throw new Error('Set TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET.');
  return twilio(TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, RETRY);
}
