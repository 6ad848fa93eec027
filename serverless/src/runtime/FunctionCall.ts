import type { Twilio } from 'twilio';

import type { FunctionContext, FunctionEvent } from './FunctionsRuntime';
import type { RequestLog } from './RequestLog';
import type { TwilioHttp } from './TwilioHttp';

/** What a function works with while it answers one request. Nothing of it outlives the request. */
export interface FunctionCall {
  context: FunctionContext;
  event: FunctionEvent;
  /** The account's own client: may do anything, so nothing may act before a guard has passed. */
  twilio: Twilio;
  http: TwilioHttp;
  log: RequestLog;
}
