import type { Conversation } from '../../model/conversations';
import type { Sid } from '../../model/sid';

/** The flows that hear the messages of a conversation: by its scoped webhooks of target `studio`. */
export const listeningFlows = ({ webhooks }: Conversation): Set<Sid> =>
  new Set(
    [...webhooks.values()].flatMap(({ target, configuration: { flowSid } }) =>
      target === 'studio' && flowSid ? [flowSid] : [],
    ),
  );

export function stopListening({ webhooks }: Conversation, flowSid: Sid): void {
  for (const { sid, target, configuration } of webhooks.values()) {
    if (target === 'studio' && configuration.flowSid === flowSid) webhooks.delete(sid);
  }
}
