import { TwilioError } from '../../http/TwilioError';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';
import { ROLES } from './roles';
import type { Role } from './roles';

export interface DatedRole extends Role {
  dateCreated: Date;
  dateUpdated: Date;
}

const TYPES: readonly string[] = ['conversation', 'service'] satisfies Role['type'][];

/** The service's roles: those that it begins with, and others. https://www.twilio.com/docs/conversations-classic/api/role-resource */
export class RoleRegistry {
  private readonly roles: Map<Sid, DatedRole>;

  constructor(private readonly world: World) {
    this.roles = world.keep('conversationRoles', new Map<Sid, DatedRole>());
    for (const role of ROLES) this.add({ ...role });
  }

  list(): DatedRole[] {
    return [...this.roles.values()];
  }

  fetch(sid: string): DatedRole {
    const role = this.roles.get(sid);
    if (!role) throw TwilioError.notFound(`/Roles/${sid}`);
    return role;
  }

  create(friendlyName: string, type: string, permissions: string[]): DatedRole {
    if (!TYPES.includes(type)) throw TwilioError.invalid('Type');
    return this.add({ sid: this.world.random.sid('RL'), friendlyName, type: type as Role['type'], permissions });
  }

  update(sid: string, permissions: string[]): DatedRole {
    return Object.assign(this.fetch(sid), { permissions, dateUpdated: this.world.clock.now() });
  }

  remove(sid: string): void {
    this.roles.delete(this.fetch(sid).sid);
  }

  private add(role: Role): DatedRole {
    const now = this.world.clock.now();
    const dated = { ...role, dateCreated: now, dateUpdated: now };
    this.roles.set(role.sid, dated);
    return dated;
  }
}
