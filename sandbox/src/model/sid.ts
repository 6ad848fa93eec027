import { createHash } from 'node:crypto';

/** A Twilio SID: two capital letters and 32 hexadecimal digits. https://www.twilio.com/docs/glossary/what-is-a-sid */
export type Sid = string;

/** The SID that this name always gets, so that a reset sandbox keeps the SIDs of its seed. */
export const namedSid = (prefix: string, name: string): Sid =>
  prefix + createHash('md5').update(`${prefix}:${name}`).digest('hex');
