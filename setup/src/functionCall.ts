import createTwilio from 'twilio';
import type { Twilio } from 'twilio';

import type { FunctionCall } from '../../serverless/src/runtime/FunctionCall';
import type { FunctionContext } from '../../serverless/src/runtime/FunctionsRuntime';
import { RequestLog } from '../../serverless/src/runtime/RequestLog';
import { ofProcess } from '../../serverless/src/runtime/Surroundings';
import { TwilioHttp } from '../../serverless/src/runtime/TwilioHttp';
import type { SyncClient } from '../../serverless/src/sync/syncStore';

/** Tells an administrator what a function would write into its log. */
class TellingLog extends RequestLog {
  override addWarning(warning: string): void {
    console.error(`Warning: ${warning}.`);
  }
}

/**
 * What a function works with, for an account by its credentials: each call has the time that a function has.
 * @param account whose HTTP client knows which Sync service is the Functions' own
 */
export function functionCall(account: Twilio, route: string, publicUrl: string): Omit<FunctionCall, 'event'> {
  const log = new TellingLog(route);
  const { syncServiceSid } = account.httpClient as SyncClient;
  const surroundings = { ...ofProcess, transport: () => account.httpClient };
  const http = new TwilioHttp(log, undefined, surroundings, syncServiceSid);
  const { username, password, accountSid } = account;
  const context: FunctionContext = {
    ACCOUNT_SID: accountSid,
    // Nothing that the commands do is signed.
    AUTH_TOKEN: '',
    DOMAIN_NAME: new URL(publicUrl).host,
    PUBLIC_URL: publicUrl,
  };
  return { twilio: createTwilio(username, password, { accountSid, httpClient: http }), http, context, log };
}
