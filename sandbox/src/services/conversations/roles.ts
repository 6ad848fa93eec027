import { namedSid } from '../../model/sid';
import type { Sid } from '../../model/sid';

export interface Role {
  sid: Sid;
  friendlyName: string;
  type: 'conversation' | 'service';
  permissions: string[];
}

export type RoleName = 'channel admin' | 'channel user' | 'service admin' | 'service user' | 'agent';

const USER = ['sendMessage', 'leaveConversation', 'editOwnMessage', 'deleteOwnMessage'];
const ADMIN = ['addParticipant', 'removeParticipant', 'editConversationName', 'editAnyMessage', 'deleteAnyMessage'];

export const roleSid = (name: RoleName): Sid => namedSid('RL', name);

const role = (friendlyName: RoleName, type: Role['type'], permissions: string[]): Role => ({
  sid: roleSid(friendlyName),
  friendlyName,
  type,
  permissions,
});

/**
 * The roles that every Conversations service begins with, https://www.twilio.com/docs/conversations-classic/api/role-resource,
 * and what Flex adds for its agents: https://www.twilio.com/docs/flex/admin-guide/setup/conversations/conversations-roles
 */
export const ROLES: readonly Role[] = [
  role('channel admin', 'conversation', [...USER, ...ADMIN]),
  role('channel user', 'conversation', USER),
  role('service admin', 'service', ['createConversation', 'joinConversation', 'editAnyUserInfo', ...USER, ...ADMIN]),
  role('service user', 'service', ['createConversation', 'joinConversation', 'editOwnUserInfo']),
  role('agent', 'conversation', [...USER, 'sendMediaMessage', 'editConversationAttributes']),
];
