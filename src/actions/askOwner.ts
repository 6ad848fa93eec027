import * as v from 'valibot';

import type { ScreenContext } from '../PluginContext';
import { newRequestId } from './newRequestId';

/** What is known of a colleague's composer: nothing, where their browser has not answered in time. */
export type OwnerWriting = 'writing' | 'begun' | 'notWriting' | 'unknown';

/** Milliseconds that the owner's browser has, from when it was asked. */
const ANSWERS_WITHIN = 2_000;

const ownerAnswer = v.object({
  messagingControls: v.object({ answers: v.string(), isWriting: v.boolean(), hasBegun: v.boolean() }),
});

/** Asks the browser of whoever has the conversation whether they are writing. Never rejects. */
export function askOwner({ backend, manager }: ScreenContext, conversationSid: string): Promise<OwnerWriting> {
  const askId = newRequestId();
  const { conversationsClient: client } = manager;
  return new Promise((resolve) => {
    const settle = (writing: OwnerWriting): void => {
      client.off('messageAdded', onMessage);
      resolve(writing);
    };
    const onMessage = ({ attributes }: { attributes: unknown }): void => {
      const answer = v.safeParse(ownerAnswer, attributes);
      if (answer.success && answer.output.messagingControls.answers === askId) {
        const { isWriting, hasBegun } = answer.output.messagingControls;
        settle(isWriting ? 'writing' : hasBegun ? 'begun' : 'notWriting');
      }
    };
    client.on('messageAdded', onMessage);
    const asked = backend?.remedies({ remedy: 'askOwner', conversationSid, askId });
    void Promise.resolve(asked).then((answer) => {
      setTimeout(() => settle('unknown'), answer?.ok ? ANSWERS_WITHIN : 0);
    });
  });
}
