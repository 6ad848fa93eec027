import { contactRequest } from '../../../src/contract/contactRequests';
import { limitNumber, limitOrigin } from '../contact-requests/rateLimits';
import { takeRequest } from '../contact-requests/takeRequest';
import { customerConversations } from '../conversations/conversations';
import { customerNumber } from '../conversations/customerNumber';
import { checkAddresses } from '../interactions/checkAddresses';
import { originsOf } from '../runtime/crossOrigin';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import { readFlexConfiguration } from '../settings/flexConfiguration';

const done = success({ status: 200, body: { ok: true as const } });

/**
 * `POST /contact-requests`: a website's form becomes a task for an agent. Open to the public, so nothing is asked of
 * Twilio before the limits have been kept, and the answer tells nothing of the contact centre.
 */
export const handler = defineFunction({
  route: 'contact-requests',
  input: contactRequest,
  origins: ({ CONTACT_FORM_ORIGINS }) => originsOf(CONTACT_FORM_ORIGINS),

  guard({ context, event }) {
    const { origin } = event.request.headers;
    const isOurs = typeof origin === 'string' && originsOf(context.CONTACT_FORM_ORIGINS).includes(origin);
    return isOurs ? success({ origin }) : failure({ code: 'ORIGIN_REFUSED' });
  },

  read: () => Promise.resolve(success(undefined)),

  async act(call, { input, principal: { origin } }) {
    const { twilio, log } = call;
    const { requestId, name, message, website } = input;
    log.requestId = requestId;
    if (website) return done;
    const number = await customerNumber('sms', input.number);
    if (!number.ok) return number;
    const isAllowed = await limitOrigin(call, origin);
    if (!isAllowed.ok) return isAllowed;
    const [isFirst, flex, conversations] = await Promise.all([
      limitNumber(call, number.value, requestId),
      readFlexConfiguration(twilio),
      customerConversations(twilio, 'sms', number.value),
    ]);
    if (!isFirst.ok) return isFirst;
    if (!flex.ok) return flex;
    if (!conversations.ok) return failure(twilioError(conversations.error));

    const configuration = flex.value;
    const { contactRequests, senders } = configuration.settings;
    if (!contactRequests) return failure({ code: 'SETTINGS_WRONG' });
    const { from: proxyAddress } = contactRequests;
    const sender = checkAddresses({ channel: 'sms', from: proxyAddress }, number.value, senders);
    if (!sender.ok)
      return failure(sender.error.code === 'SENDER_NOT_ALLOWED' ? { code: 'SETTINGS_WRONG' } : sender.error);
    const taken = await takeRequest(
      { call, configuration, requestId, name, address: number.value, proxyAddress, message },
      conversations.value,
    );
    return taken.ok ? done : taken;
  },
});
