import type { Surroundings } from './Surroundings';

/** What the Twilio Functions runtime hands a function. https://www.twilio.com/docs/serverless/functions-assets/functions/invocation */
export interface FunctionContext {
  ACCOUNT_SID: string;
  AUTH_TOKEN: string;
  /** The functions' own domain; set by Twilio. */
  DOMAIN_NAME: string;
  /** Where Twilio reaches the functions, where they stand behind a domain of one's own. */
  PUBLIC_URL?: string;
  /** The account's Twilio Region and the edge to reach it by; both or none. https://www.twilio.com/docs/global-infrastructure */
  TWILIO_REGION?: string;
  TWILIO_EDGE?: string;
  /** Origins that may read our answers, comma separated. */
  ALLOWED_ORIGINS?: string;
  /** How long one call of Twilio's API may take, in milliseconds. */
  TWILIO_CALL_MILLISECONDS?: string;
  /** Origins of the websites whose form may ask for an agent, comma separated. */
  CONTACT_FORM_ORIGINS?: string;
  /** Origins of the websites whose chat our functions serve, comma separated. */
  WEBCHAT_ORIGINS?: string;
  /** Signs the tokens of a website's guests. https://www.twilio.com/docs/iam/api-keys */
  API_KEY?: string;
  API_SECRET?: string;
  /** The Sync service that is ours alone. https://www.twilio.com/docs/sync/api/service */
  SYNC_SERVICE_SID?: string;
  /** Keys of the business's own systems, JSON; see systemKey.ts. */
  SYSTEM_KEYS?: string;
}

/** Query and body parameters, flat, beside `request`. The runtime does not tell the method. */
export interface FunctionEvent {
  request: { headers: Record<string, string | string[] | undefined>; cookies: Record<string, string> };
  [parameter: string]: unknown;
}

export interface FunctionResponse {
  setStatusCode(code: number): this;
  setBody(body: object): this;
  appendHeader(name: string, value: string): this;
}

export type FunctionCallback = (error: Error | string | null, response?: FunctionResponse) => void;

export type FunctionHandler = (
  context: FunctionContext,
  event: FunctionEvent,
  callback: FunctionCallback,
  /** The process's own, where the runtime calls. */
  surroundings?: Surroundings,
) => void;

/** The runtime puts it in the global scope. */
declare global {
  var Twilio: { Response: new () => FunctionResponse };
}
