import type * as Flex from '@twilio/flex-ui';
import * as v from 'valibot';

import type { Conversation } from './conversations';

/** As the backend writes it into the attributes of a conversation's first participant (the functions' notes/bells.ts). */
const rung = v.object({ messagingControls: v.object({ notesAt: v.string() }) });

/** Whether the conversation has ever had a note or a call for help. */
export const hasNotesBell = (conversation: Conversation | undefined): boolean =>
  [...(conversation?.participants.values() ?? [])].some(({ source }) => v.is(rung, source.attributes));

/** Calls `listener` with the SID of each conversation that this browser knows and whose bell rings. Returns what ends that. */
export function onNotesBell(
  { conversationsClient: client }: Pick<Flex.Manager, 'conversationsClient'>,
  listener: (conversationSid: string) => void,
): () => void {
  const heard = new Map<string, string>();
  type Updated = Parameters<Parameters<typeof client.on<'participantUpdated'>>[1]>[0];
  const onUpdated = ({ participant, updateReasons }: Updated): void => {
    const parsed = updateReasons.includes('attributes') ? v.safeParse(rung, participant.attributes) : undefined;
    const { sid } = participant.conversation;
    if (parsed?.success && heard.get(sid) !== parsed.output.messagingControls.notesAt) {
      heard.set(sid, parsed.output.messagingControls.notesAt);
      listener(sid);
    }
  };
  client.on('participantUpdated', onUpdated);
  return () => void client.off('participantUpdated', onUpdated);
}
