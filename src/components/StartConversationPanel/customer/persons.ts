import type { Contact } from '../../../contacts/ContactProvider';
import type { Channel } from '../../../contract/Channel';

/** Somebody whom the agent may mean, with the channels on which they are known; none where any may do. */
export interface Person {
  name?: string;
  to: string;
  channels: readonly Channel[];
  /** Other addresses of theirs, as a contact provider knows them. */
  otherAddresses?: Contact['otherAddresses'];
}

/** The contacts, those with the same address as one person. */
export function personsOf(contacts: readonly Contact[]): Person[] {
  const persons = new Map<string, Person>();
  for (const { name, to, channel, otherAddresses } of contacts) {
    const former = persons.get(to);
    persons.set(to, {
      to,
      name: former?.name ?? name,
      otherAddresses: former?.otherAddresses ?? otherAddresses,
      channels: [...new Set([...(former?.channels ?? []), ...(channel ? [channel] : [])])],
    });
  }
  return [...persons.values()];
}
