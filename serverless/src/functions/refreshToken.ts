import { refreshTokenRequest } from '../../../src/contract/webChat';
import { defineFunction } from '../runtime/defineFunction';
import { success } from '../runtime/Result';
import { makeGuestToken, readGuestToken } from '../webchat/guestToken';
import { webChatOrigins, websiteOrigin } from '../webchat/websiteOrigin';

/** `POST /refreshToken`: a guest goes on with the chat. A token that has expired is not made longer. */
export const handler = defineFunction({
  route: 'refreshToken',
  input: refreshTokenRequest,
  origins: webChatOrigins,
  guard: websiteOrigin,
  read: () => Promise.resolve(success(undefined)),

  act({ context }, { input: { token } }) {
    const guest = readGuestToken(context, token);
    const made = guest.ok ? makeGuestToken(context, guest.value) : guest;
    return Promise.resolve(made.ok ? success({ status: 200, body: { ok: true, ...made.value } }) : made);
  },
});
