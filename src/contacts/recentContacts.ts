import type { Backend } from '../backend/createBackend';
import type { Contact, ContactProvider } from './ContactProvider';

/** Milliseconds that the list of recent customers is good for. */
const KEPT_FOR = 60_000;

const fits = ({ name, to }: Contact, text: string): boolean => {
  const wanted = text.trim().toLowerCase();
  const digits = wanted.replace(/\D/g, '');
  return (
    Boolean(name?.toLowerCase().includes(wanted)) ||
    to.toLowerCase().includes(wanted) ||
    (digits.length > 2 && to.includes(digits))
  );
};

/** The customers whom the agent wrote to lately, from the backend, asked for once a minute at most. */
export function recentContacts(backend: Pick<Backend, 'recents'>): ContactProvider {
  let recents: Promise<Contact[]> | undefined;
  let askedAt = 0;

  const ask = async (): Promise<Contact[]> => {
    const answer = await backend.recents();
    if (!answer.ok) {
      recents = undefined;
      throw new Error(answer.error.code);
    }
    return answer.recents;
  };

  return {
    name: 'recents',
    async search(text) {
      if (!recents || Date.now() - askedAt > KEPT_FOR) {
        askedAt = Date.now();
        recents = ask();
      }
      return (await recents).filter((contact) => fits(contact, text));
    },
  };
}
