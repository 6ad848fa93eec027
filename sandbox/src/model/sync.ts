import type { Sid } from './sid';

/** https://www.twilio.com/docs/sync/api/service */
export interface SyncService {
  sid: Sid;
  /** Twilio names the first one alone. */
  uniqueName: string | null;
  friendlyName: string | null;
  /** Whether what a browser may do is written down for each identity and object; it may do anything where it is off. */
  aclEnabled: boolean;
  webhookUrl: string | null;
  dateCreated: Date;
  dateUpdated: Date;
}
