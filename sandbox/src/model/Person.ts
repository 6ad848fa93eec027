import type { Sid } from './sid';

/** Someone who can sign in to Flex. */
export interface Person {
  identity: string;
  fullName: string;
  email: string;
  roles: ('agent' | 'supervisor' | 'admin')[];
  workerSid: Sid;
  flexUserSid: Sid;
}
