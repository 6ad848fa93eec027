import type { World } from '../../World';
import type { Person } from '../../model/Person';

/** Who is at the other end of a Twilsock connection, or sends a media file. */
export interface ChatIdentity {
  identity: string;
  /** Flex roles; none for someone who is not a Flex user. */
  roles: Person['roles'];
}

/** The one place that tells who carries a token; undefined for one that is unknown, changed or expired. */
export function authenticateChat(world: World, token: unknown): ChatIdentity | undefined {
  const person = typeof token === 'string' ? world.services.iam.authenticate(token) : undefined;
  return person && { identity: person.identity, roles: person.roles };
}
