import type { Step } from '../../Step';
import { exists, wrong } from '../../Step';
import type { DoctorAccount } from '../DoctorAccount';

/** What the Functions keep their records in, and what Flex's conversations are in. */
export async function services({ twilio, configuration }: DoctorAccount): Promise<Step[]> {
  const chat = configuration.chat_service_instance_sid;
  return Promise.all([
    present('Conversations service', () => twilio.conversations.v1.services(chat).fetch(), [
      `Flex names ${chat}, and the account has no such service. Ask Twilio’s support to restore it.`,
    ]),
    // https://www.twilio.com/docs/sync/api/service: every account has one of this name.
    present('Sync service', () => twilio.sync.v1.services('default').fetch(), [
      'The account has no default Sync service, and the Functions keep their records there.',
      'Open Sync in the Console once: Twilio makes it then.',
    ]),
  ]);
}

async function present(what: string, fetch: () => Promise<unknown>, absent: string[]): Promise<Step> {
  try {
    await fetch();
    return exists(what);
  } catch (error) {
    if ((error as { status?: number }).status !== 404) throw error;
    return wrong(what, ...absent);
  }
}
