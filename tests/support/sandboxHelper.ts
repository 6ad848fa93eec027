import twilio, { RequestClient } from 'twilio';
import type { Twilio } from 'twilio';

type RequestOptions<TData> = Parameters<typeof RequestClient.prototype.request<TData>>[0];
type Answer<TData> = ReturnType<typeof RequestClient.prototype.request<TData>>;

/** The official helper's own HTTP client, with each address led to the sandbox by path prefix. */
export class SandboxRequestClient extends RequestClient {
  constructor(private readonly url: string) {
    super();
  }

  override request<TData>(options: RequestOptions<TData>): Answer<TData> {
    return super.request<TData>({ ...options, uri: options.uri.replace(/^https:\//, this.url) });
  }
}

/** The official `twilio` helper with the account's own SID and token, speaking to the sandbox at this address. */
export const sandboxHelper = (url: string, account: { sid: string; authToken: string }): Twilio =>
  twilio(account.sid, account.authToken, { httpClient: new SandboxRequestClient(url) });
