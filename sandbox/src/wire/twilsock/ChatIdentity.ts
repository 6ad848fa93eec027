import type { Person } from '../../model/Person';

/** Who is at the other end of a Twilsock connection, or sends a media file. */
export interface ChatIdentity {
  identity: string;
  /** Flex roles; none for someone who came with an Access Token, such as a web chat's guest. */
  roles: Person['roles'];
  /** The Sync service that an Access Token is for; the default one where it is left out. */
  syncServiceSid?: string | undefined;
}

/** What a token lets its bearer do. */
export interface ChatSession extends ChatIdentity {
  /** Milliseconds until the token expires. */
  expiresIn: number;
  /** The products that the token is for; undefined for a Flex token, which is for all. */
  products?: readonly string[];
}
