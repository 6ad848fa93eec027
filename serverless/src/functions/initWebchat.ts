import { initWebchatRequest } from '../../../src/contract/webChat';
import { OF_CHATS, takeTurn } from '../contact-requests/rateLimits';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { now, randomUuid } from '../runtime/Surroundings';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { makeGuestToken } from '../webchat/guestToken';
import { startChat } from '../webchat/startChat';
import { webChatOrigins, websiteOrigin } from '../webchat/websiteOrigin';

/**
 * `POST /initWebchat`: a guest of a website begins a chat. Open to the public, so nothing is made before the limit has
 * been kept, and the address is the settings' own.
 */
export const handler = defineFunction({
  route: 'initWebchat',
  input: initWebchatRequest,
  origins: webChatOrigins,
  guard: websiteOrigin,
  read: () => Promise.resolve(success(undefined)),

  async act(call, { input, principal: { origin } }) {
    const { context, twilio } = call;
    const [isAllowed, configuration] = await Promise.all([
      takeTurn(call, OF_CHATS, origin, randomUuid(twilio)),
      readFlexConfiguration(twilio),
    ]);
    if (!isAllowed.ok) return isAllowed;
    if (!configuration.ok) return configuration;
    const { settings, chatServiceSid } = configuration.value;
    if (!settings.webChat || !context.API_KEY || !context.API_SECRET) return failure({ code: 'SETTINGS_WRONG' });
    const started = await startChat(call, configuration.value, settings.webChat.addressSid, input.formData);
    if (!started.ok) return started;
    const { conversationSid, identity } = started.value;
    call.log.about = conversationSid;
    const made = makeGuestToken(context, { identity, chatServiceSid }, now(twilio));
    return made.ok ? success({ status: 200, body: { ok: true, ...made.value, conversationSid } }) : made;
  },
});
