import type { Twilio } from 'twilio';

import { PAST_LINE_CHARACTERS } from '../../../src/contract/pastConversations';
import type { PastConversation } from '../../../src/contract/pastConversations';
import type { Agent } from '../runtime/agentToken';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { authorKind } from '../remedies/authorKind';

const MOST_LINES = 3;

/** The last lines of a conversation, the oldest first. `address`: the customer's. */
export async function pastLines(
  twilio: Twilio,
  configuration: FlexConfiguration,
  agent: Agent,
  { sid, address }: { sid: string; address: string },
): Promise<Result<PastConversation['lines'], TwilioFailure>> {
  const listed = await attempt(() =>
    twilio.conversations.v1
      .services(configuration.chatServiceSid)
      .conversations(sid)
      .messages.list({ order: 'desc', limit: MOST_LINES }),
  );
  if (!listed.ok) return listed;
  return success(
    listed.value.reverse().map(({ author, body, dateCreated }) => {
      const by = authorKind(author, address, configuration);
      return {
        at: dateCreated.toISOString(),
        by,
        ...(by === 'agent' ? { agent: author, isYou: author === agent.identity } : {}),
        text: [...(body ?? '')].slice(0, PAST_LINE_CHARACTERS).join(''),
      };
    }),
  );
}
