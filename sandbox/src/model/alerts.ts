import type { Sid } from './sid';

/** What Twilio's debugger shows. https://www.twilio.com/docs/usage/monitor-alert */
export interface Alert {
  sid: Sid;
  /** https://www.twilio.com/docs/api/errors */
  errorCode: number;
  logLevel: 'error' | 'warning' | 'notice' | 'debug';
  alertText: string;
  /** What the alert is about. */
  resourceSid: Sid;
  serviceSid: Sid | null;
  requestMethod: string | null;
  requestUrl: string | null;
  requestVariables: string | null;
  requestHeaders: string | null;
  responseHeaders: string | null;
  responseBody: string | null;
  dateCreated: Date;
}

export type NewAlert = Pick<Alert, 'errorCode' | 'alertText' | 'resourceSid'> &
  Partial<Omit<Alert, 'sid' | 'dateCreated'>>;
