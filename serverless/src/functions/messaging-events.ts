import { participantAddresses } from '../compliance/participantAddresses';
import { messagingEvent, optOutChange } from '../compliance/optOutEvents';
import { keepOptOutEvent } from '../compliance/optOuts';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import { webhookSignature } from '../runtime/webhookSignature';

const ROUTE = 'messaging-events';
/** An answer to an incoming message would be read as TwiML (12300). */
const done = success({ status: 204 });

/** `POST /messaging-events`: Twilio tells of messages and receipts; who opts out, and in again, is kept. */
export const handler = defineFunction({
  route: ROUTE,
  input: messagingEvent,
  guard: webhookSignature(ROUTE),

  // Most events are of no interest: nothing is looked up before it is known that one is.
  read: () => Promise.resolve(success(undefined)),

  async act({ twilio, log }, { input: event }) {
    if (event.ConversationSid) log.about = event.ConversationSid;
    const change = optOutChange(event);
    if (!change) return done;
    const found = await participantAddresses(twilio, event);
    if (!found.ok) return failure(twilioError(found.error));
    const pair = found.value;
    if (!pair) return done;
    const { DeliveryReceiptSid, MessageSid, DateCreated } = event;
    const at = new Date(DateCreated ?? NaN);
    const kept = await keepOptOutEvent(twilio, pair, {
      change,
      at: Number.isNaN(at.getTime()) ? now(twilio) : at,
      sid: DeliveryReceiptSid ?? MessageSid,
    });
    return kept.ok ? done : failure(twilioError(kept.error));
  },
});
