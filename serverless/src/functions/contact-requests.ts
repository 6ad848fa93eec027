import { contactRequest } from '../../../src/contract/contactRequests';
import { keepConsent } from '../compliance/keepConsent';
import { OF_A_NUMBER, OF_A_VISITOR, OF_A_WEBSITE, takeTurn } from '../contact-requests/rateLimits';
import type { ContactRequest } from '../contact-requests/openRequest';
import { takeRequest } from '../contact-requests/takeRequest';
import { customerConversations } from '../conversations/conversations';
import { customerNumber } from '../conversations/customerNumber';
import { checkAddresses } from '../interactions/checkAddresses';
import { originsOf } from '../runtime/crossOrigin';
import { defineFunction } from '../runtime/defineFunction';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { systemKey } from '../runtime/systemKey';
import { twilioError } from '../runtime/twilioFailure';
import { readFlexConfiguration } from '../settings/flexConfiguration';

const done = success({ status: 200, body: { ok: true as const } });

/**
 * `POST /contact-requests`: a website's form becomes a task for an agent. Open to the public, so nothing is made before
 * the limits have been kept, and the answer tells nothing of the contact centre. Twilio hides visitors' addresses from
 * Functions (https://www.twilio.com/docs/serverless/functions-assets/functions/headers-and-cookies/limitations), and a
 * header of the page's own would be whatever its sender likes. So pages are limited as a whole; a website's server that
 * hands the form on, with its key, says who its visitor is, and each is limited by themselves.
 */
export const handler = defineFunction({
  route: 'contact-requests',
  input: contactRequest,
  origins: ({ CONTACT_FORM_ORIGINS }) => originsOf(CONTACT_FORM_ORIGINS),

  guard(call) {
    const { context, event } = call;
    const { origin, authorization } = event.request.headers;
    if (authorization !== undefined) {
      const system = systemKey('contact-requests')(call);
      return system.ok ? success({ website: system.value.name, isServer: true }) : system;
    }
    const isOurs = typeof origin === 'string' && originsOf(context.CONTACT_FORM_ORIGINS).includes(origin);
    return isOurs ? success({ website: new URL(origin).host, isServer: false }) : failure({ code: 'ORIGIN_REFUSED' });
  },

  read: () => Promise.resolve(success(undefined)),

  async act(call, { input, principal: { website, isServer } }) {
    const { http, log } = call;
    const { requestId, name, message, visitor } = input;
    log.requestId = requestId;
    if (input.website) return done;
    const number = await customerNumber('sms', input.number, () => readFlexConfiguration(call.twilio));
    if (!number.ok) return number;
    const turns = await Promise.all([
      isServer && visitor
        ? takeTurn(call, OF_A_VISITOR, `${website} ${visitor}`, requestId)
        : takeTurn(call, OF_A_WEBSITE, website, requestId),
      takeTurn(call, OF_A_NUMBER, number.value, requestId),
    ]);
    const refused = turns.find(({ ok }) => !ok);
    const isRepeat = turns.some((turn) => turn.ok && turn.value.isRepeat);
    const request = { requestId, isRepeat, website, name, address: number.value, message };
    const taken = refused && !refused.ok ? refused : await take(call, request, Boolean(input.consent));
    if (taken.ok) return done;
    const held = turns.flatMap((turn) => (turn.ok ? [turn.value] : []));
    await http.inReserve(() => Promise.all(held.map(({ release }) => release())));
    return taken;
  },
});

async function take(
  call: FunctionCall,
  request: Pick<ContactRequest, 'requestId' | 'isRepeat' | 'website' | 'name' | 'address' | 'message'>,
  hasAgreed: boolean,
): Promise<Result<undefined, FunctionError>> {
  const { twilio } = call;
  const [flex, conversations] = await Promise.all([
    readFlexConfiguration(twilio),
    customerConversations(twilio, 'sms', request.address),
  ]);
  if (!flex.ok) return flex;
  if (!conversations.ok) return failure(twilioError(conversations.error));
  const configuration = flex.value;
  const { contactRequests, senders } = configuration.settings;
  if (!contactRequests) return failure({ code: 'SETTINGS_WRONG' });
  const { from: proxyAddress } = contactRequests;
  const sender = checkAddresses({ channel: 'sms', from: proxyAddress }, request.address, senders);
  if (!sender.ok) {
    return failure(sender.error.code === 'SENDER_NOT_ALLOWED' ? { code: 'SETTINGS_WRONG' } : sender.error);
  }
  if (hasAgreed) {
    const pair = { address: request.address, proxyAddress };
    const recorded = await keepConsent(call, configuration.settings, 'sms', pair, {
      ...{ kind: 'explicit', source: 'form', by: request.website },
      at: now(twilio).toISOString(),
    });
    // Only the customer's own phone ends an opt-out; what they ask for becomes a task all the same.
    if (!recorded.ok && recorded.error.code !== 'OPTED_OUT') return recorded;
  }
  return takeRequest({ ...request, call, configuration, proxyAddress }, conversations.value);
}
