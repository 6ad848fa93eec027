import type { Sid } from './sid';

/** How far WhatsApp's review of a template has come. https://www.twilio.com/docs/whatsapp/tutorial/message-template-approvals-statuses */
export type ApprovalStatus = 'unsubmitted' | 'received' | 'pending' | 'approved' | 'rejected' | 'paused' | 'disabled';

export interface Approval {
  name: string;
  category: string;
  status: ApprovalStatus;
  rejectionReason: string;
  allowCategoryChange: boolean;
}

/** One kind of content in a template, such as `{body}` of `twilio/text`. */
export type ContentType = Record<string, unknown>;

/** A message template. https://www.twilio.com/docs/content/content-api-resources */
export interface ContentTemplate {
  sid: Sid;
  friendlyName: string;
  /** `en`, `es`, `pt_BR` … */
  language: string;
  /** What stands for a placeholder where a message gives nothing, by its name. */
  variables: Record<string, string>;
  /** By kind: `twilio/text`, `twilio/quick-reply`, `twilio/media`, `whatsapp/card` … */
  types: Record<string, ContentType>;
  approval: Approval;
  dateCreated: Date;
  dateUpdated: Date;
}

/** A button under a message. */
export interface ContentAction {
  type: string;
  title: string;
  id?: string;
  url?: string;
  phone?: string;
}

/** A template with its placeholders filled in, as one channel shows it. */
export interface RenderedContent {
  contentSid: Sid;
  /** The kind that this channel shows. */
  type: string;
  body: string;
  mediaUrls: string[];
  actions: ContentAction[];
}
