import type { FlexContext } from '../flex/FlexContext';
import type { PluginContext } from '../PluginContext';
import type { Contact, ContactProvider } from './ContactProvider';
import { recentContacts } from './recentContacts';

/** The Flex Action by which another plugin adds a `ContactProvider`, its payload. */
export const REGISTER_CONTACT_PROVIDER = 'RegisterContactProvider';

/** Milliseconds. */
const SEARCH_TIME_OUT = 5_000;

/** All providers, in the order in which they came. */
export class ContactProviders {
  private readonly providers = new Map<string, ContactProvider>();

  register(provider: ContactProvider): void {
    this.providers.set(provider.name, provider);
  }

  /** Every contact once, at most `limit`. Never rejects: a provider that fails is left out. */
  async search(text: string, limit: number): Promise<Contact[]> {
    const found = await Promise.all([...this.providers.values()].map((provider) => searchOne(provider, text)));
    const contacts = new Map<string, Contact>();
    for (const contact of found.flat()) {
      const key = `${contact.channel ?? ''}:${contact.to}`;
      if (!contacts.has(key)) {
        contacts.set(key, contact);
      }
    }
    return [...contacts.values()].slice(0, limit);
  }
}

/** With the built-in provider over the agent's recent conversations, where there is a backend. */
export function createContactProviders({ backend }: Pick<PluginContext, 'backend'>): ContactProviders {
  const providers = new ContactProviders();
  if (backend) {
    providers.register(recentContacts(backend));
  }
  return providers;
}

async function searchOne(provider: ContactProvider, text: string): Promise<Contact[]> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeOut = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), SEARCH_TIME_OUT);
  });
  try {
    const contacts = await Promise.race([provider.search(text), timeOut]);
    return contacts.filter(({ to }) => typeof to === 'string' && to !== '');
  } catch (error) {
    console.warn(`[Messaging Controls] contacts of ${provider.name} could not be searched`, error);
    return [];
  } finally {
    clearTimeout(timer);
  }
}

const isProvider = (value: unknown): value is ContactProvider =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Partial<ContactProvider>).name === 'string' &&
  typeof (value as Partial<ContactProvider>).search === 'function';

/** Rejects what is no provider, so that the other plugin's author notices. */
export function registerContactProviders({ flex }: Pick<FlexContext, 'flex'>, providers: ContactProviders): void {
  flex.Actions.registerAction(REGISTER_CONTACT_PROVIDER, (provider?: unknown) => {
    if (!isProvider(provider)) {
      return Promise.reject(new Error('A contact provider has a name and a search function'));
    }
    providers.register(provider);
    return Promise.resolve();
  });
}
