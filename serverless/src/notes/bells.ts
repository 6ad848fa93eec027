import { SUPERVISORS_BELL } from '../../../src/contract/supervision';
import type { Inside } from '../people/inside';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { withOurs } from '../conversations/ourAttributes';

type Call = Pick<FunctionCall, 'twilio' | 'http' | 'log'>;

/**
 * Tells the browsers of whoever sees this conversation that notes or a call for help have changed: by a time in the
 * attributes of its first participant, which Flex's own connection carries to all of them, and which has no words. They ask
 * for the rest. What has changed is kept: where it cannot be told, the next look shows it.
 */
export async function ringInside(
  { twilio, http, log }: Call,
  { chatServiceSid }: FlexConfiguration,
  { conversationSid, bell }: Inside,
): Promise<void> {
  if (!bell) return;
  const attributes = withOurs(bell.attributes, { notesAt: now(twilio).toISOString() });
  const rung = await http.inReserve(() =>
    attempt(() =>
      twilio.conversations.v1
        .services(chatServiceSid)
        .conversations(conversationSid)
        .participants(bell.participantSid)
        .update({ attributes }),
    ),
  );
  if (!rung.ok) log.addWarning(`browsers were not told of a change of notes (${rung.error.code ?? rung.error.status})`);
}

/** Supervisors' browsers are in a conversation of their own, in which nobody writes: its attributes are the bell. */
export async function ringSupervisors(
  { twilio, http, log }: Call,
  { chatServiceSid }: FlexConfiguration,
): Promise<void> {
  const attributes = bellAttributes(now(twilio).toISOString());
  const rung = await http.inReserve(() =>
    attempt(() =>
      twilio.conversations.v1.services(chatServiceSid).conversations(SUPERVISORS_BELL).update({ attributes }),
    ),
  );
  // Nobody listens yet.
  if (!rung.ok && rung.error.status !== 404) {
    log.addWarning(`supervisors’ browsers were not told of a call (${rung.error.code ?? rung.error.status})`);
  }
}

const bellAttributes = (changedAt?: string): string => JSON.stringify({ messagingControls: { bell: true, changedAt } });

/** The identity is in the conversation already. https://www.twilio.com/docs/api/errors/50433 */
const ALREADY_PARTICIPANT = 50433;

/** Lets the supervisor's browser hear the bell. */
export async function hearBell(
  { twilio }: Call,
  { chatServiceSid }: FlexConfiguration,
  identity: string,
): Promise<Result<unknown, TwilioFailure>> {
  const { conversations } = twilio.conversations.v1.services(chatServiceSid);
  const enter = async () => {
    const entered = await attempt(() => conversations(SUPERVISORS_BELL).participants.create({ identity }));
    return !entered.ok && entered.error.code === ALREADY_PARTICIPANT ? success(undefined) : entered;
  };
  const entered = await enter();
  if (entered.ok || entered.error.status !== 404) return entered;
  // Of two who make it one does.
  await attempt(() => conversations.create({ uniqueName: SUPERVISORS_BELL, attributes: bellAttributes() }));
  return enter();
}
