import { recentsRequest } from '../../../src/contract/recents';
import { readRecents } from '../recents/recents';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';

/** `POST /recents`: the customers whom the agent who asks wrote to lately. */
export const handler = defineFunction({
  route: 'recents',
  input: recentsRequest,
  guard: agentToken,

  // Whose they are, the token alone tells.
  read: () => Promise.resolve(success(undefined)),

  async act({ twilio }, { principal: agent }) {
    const recents = await readRecents(twilio, agent.workerSid);
    if (!recents.ok) return failure(twilioError(recents.error));
    return success({ status: 200, body: { ok: true, recents: recents.value } });
  },
});
