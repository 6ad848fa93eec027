import type { Contact } from '../../../contacts/ContactProvider';
import type { Channel } from '../../../contract/Channel';
import { isTimeZone } from '../../../contract/timeZone';

/** Somebody whom the agent may mean, with the channels on which they are known; none where any may do. */
export interface Person {
  name?: string;
  to: string;
  channels: readonly Channel[];
  /** Other addresses of theirs, as a contact provider knows them. */
  otherAddresses?: Contact['otherAddresses'];
  /** Where they are, as it came. */
  timeZone?: Contact['timeZone'];
}

/** The contacts, those with the same address as one person. */
export function personsOf(contacts: readonly Contact[]): Person[] {
  const persons = new Map<string, Person>();
  for (const { name, to, channel, otherAddresses, timeZone } of contacts) {
    const former = persons.get(to);
    persons.set(to, {
      to,
      name: former?.name ?? name,
      otherAddresses: former?.otherAddresses ?? otherAddresses,
      timeZone: former?.timeZone ?? timeZone,
      channels: [...new Set([...(former?.channels ?? []), ...(channel ? [channel] : [])])],
    });
  }
  return [...persons.values()];
}

/** Where they are; what is no time zone is told to whoever wrote the contact provider, and left out. */
export function timeZoneOf({ timeZone }: Person): string | undefined {
  if (timeZone === undefined || isTimeZone(timeZone)) return timeZone;
  console.warn(`[Messaging Controls] ${JSON.stringify(timeZone)} of a contact provider is no IANA time zone`);
  return undefined;
}
