import { refreshTokenRequest } from '../../../src/contract/webChat';
import { defineFunction } from '../runtime/defineFunction';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { makeGuestToken, readGuestToken } from '../webchat/guestToken';
import { webChatOrigins, websiteOrigin } from '../webchat/websiteOrigin';

/** `POST /refreshToken`: a guest goes on with the chat. A token that has expired is not made longer. */
export const handler = defineFunction({
  route: 'refreshToken',
  input: refreshTokenRequest,
  origins: webChatOrigins,
  guard: websiteOrigin,
  read: () => Promise.resolve(success(undefined)),

  act({ context, twilio }, { input: { token } }) {
    const at = now(twilio);
    const guest = readGuestToken(context, token, at);
    const made = guest.ok ? makeGuestToken(context, guest.value, at) : guest;
    return Promise.resolve(made.ok ? success({ status: 200, body: { ok: true, ...made.value } }) : made);
  },
});
