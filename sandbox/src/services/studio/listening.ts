import type { Conversation, ScopedWebhook } from '../../model/conversations';
import type { Sid } from '../../model/sid';

/** The flows that hear the messages of a conversation, each by its scoped webhook of target `studio`. */
export const listeningFlows = ({ webhooks }: Conversation): Map<Sid, ScopedWebhook> =>
  new Map(
    [...webhooks.values()].flatMap((webhook) =>
      webhook.target === 'studio' && webhook.configuration.flowSid ? [[webhook.configuration.flowSid, webhook]] : [],
    ),
  );

export function stopListening({ webhooks }: Conversation, flowSid: Sid): void {
  for (const { sid, target, configuration } of webhooks.values()) {
    if (target === 'studio' && configuration.flowSid === flowSid) webhooks.delete(sid);
  }
}
