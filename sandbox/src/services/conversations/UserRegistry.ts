import { TwilioError } from '../../http/TwilioError';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';
import { ATTRIBUTES_BYTES, checkedAttributes } from './limits';
import { roleSid } from './roles';

export interface ChatUser {
  sid: Sid;
  identity: string;
  friendlyName: string;
  attributes: string;
  roleSid: Sid;
  /** Conversations that this user wants no notifications of. */
  muted: Set<Sid>;
  dateCreated: Date;
  dateUpdated: Date;
}

export interface UserChange {
  friendlyName?: string;
  attributes?: string;
  roleSid?: string;
}

/** Chat users: whoever signed in or became a participant by identity. https://www.twilio.com/docs/conversations-classic/api/user-resource */
export class UserRegistry {
  private readonly users: Map<string, ChatUser>;
  private readonly listeners: ((user: ChatUser) => void)[] = [];

  constructor(private readonly world: World) {
    this.users = world.keep('chatUsers', new Map<string, ChatUser>());
  }

  onChange(listener: (user: ChatUser) => void): void {
    this.listeners.push(listener);
  }

  list(): ChatUser[] {
    return [...this.users.values()];
  }

  /** By identity or SID; someone who may sign in to Flex is a user even before. */
  find(identityOrSid: string): ChatUser | undefined {
    if (this.world.people.has(identityOrSid)) return this.open(identityOrSid);
    return this.users.get(identityOrSid) ?? this.list().find(({ sid }) => sid === identityOrSid);
  }

  fetch(identityOrSid: string): ChatUser {
    const user = this.find(identityOrSid);
    if (!user) throw new TwilioError(404, 50200, `User ${identityOrSid} not found`);
    return user;
  }

  create(identity: string, change: UserChange): ChatUser {
    if (this.users.has(identity)) throw new TwilioError(409, 50201, 'User already exists');
    this.open(identity);
    return this.update(identity, change);
  }

  /** The user of this identity, made where there is none. */
  open(identity: string): ChatUser {
    const known = this.users.get(identity);
    if (known) return known;
    const now = this.world.clock.now();
    const user: ChatUser = {
      sid: this.world.random.sid('US'),
      identity,
      friendlyName: this.world.people.get(identity)?.fullName ?? identity,
      attributes: '{}',
      roleSid: roleSid('service user'),
      muted: new Set(),
      dateCreated: now,
      dateUpdated: now,
    };
    this.users.set(identity, user);
    this.tell(user);
    return user;
  }

  update(identityOrSid: string, change: UserChange): ChatUser {
    const user = this.fetch(identityOrSid);
    if (change.friendlyName !== undefined) user.friendlyName = change.friendlyName;
    if (change.attributes !== undefined) user.attributes = checkedAttributes(change.attributes, ATTRIBUTES_BYTES);
    if (change.roleSid !== undefined) user.roleSid = change.roleSid;
    user.dateUpdated = this.world.clock.now();
    this.tell(user);
    return user;
  }

  remove(identityOrSid: string): void {
    this.users.delete(this.fetch(identityOrSid).identity);
  }

  private tell(user: ChatUser): void {
    for (const listener of this.listeners) listener(user);
  }
}
