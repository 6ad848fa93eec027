import * as v from 'valibot';

import { defineFunction } from '../runtime/defineFunction';
import { success } from '../runtime/Result';
import { webhookSignature } from '../runtime/webhookSignature';
import { findItem, findOwner } from '../schedule/scheduleItem';
import { settleMessage } from '../schedule/settleMessage';
import { STATUS_ROUTE, statusOf } from '../schedule/twilioMessage';
import { readFlexConfiguration } from '../settings/flexConfiguration';

const invalid = 'REQUEST_INVALID';

/** https://www.twilio.com/docs/messaging/guides/track-outbound-message-status */
const messageStatus = v.object(
  {
    MessageSid: v.pipe(v.string(invalid), v.regex(/^(SM|MM)[0-9a-fA-F]{32}$/, invalid)),
    MessageStatus: v.string(invalid),
    ErrorCode: v.optional(v.string(invalid)),
  },
  invalid,
);

const done = success({ status: 200, body: { ok: true as const } });

/** `POST /message-status`: Twilio tells what became of a scheduled message. */
export const handler = defineFunction({
  route: STATUS_ROUTE,
  input: messageStatus,
  guard: webhookSignature(STATUS_ROUTE),
  read({ twilio, log }, { MessageSid }) {
    log.about = MessageSid;
    return readFlexConfiguration(twilio);
  },

  async act(call, { input, read: configuration }) {
    const { twilio } = call;
    const { MessageSid: messageSid, MessageStatus, ErrorCode } = input;
    const status = statusOf(MessageStatus);
    // It is we who call messages off, and a change does so while its item is being written.
    if (status !== 'sent' && status !== 'failed') return done;
    const owner = await findOwner(twilio, messageSid);
    if (!owner.ok) return owner;
    if (!owner.value) return done;
    const { workerSid, requestId } = owner.value;
    const item = await findItem(twilio, workerSid, requestId);
    if (!item.ok) return item;
    // One that a change called off tells nothing about the one that stands in its place.
    if (item.value?.messageSid !== messageSid) return done;
    const code = Number(ErrorCode);
    const outcome = { status, ...(code > 0 ? { twilioCode: code } : {}) };
    await settleMessage(call, configuration, workerSid, item.value, outcome);
    return done;
  },
});
