import * as v from 'valibot';

/** Twilio takes no more in a message. https://www.twilio.com/docs/conversations-classic/api/conversation-message-resource */
const LONGEST_BODY = 1_600;
const LONGEST_NAME = 200;

const invalid = 'REQUEST_INVALID';

/** The body of a request to start a conversation. Each message is an error code of the contract. */
export const startConversationInput = v.object(
  {
    requestId: v.pipe(v.string(invalid), v.uuid(invalid), v.toLowerCase()),
    channel: v.picklist(['sms', 'whatsapp'], invalid),
    to: v.pipe(v.string('NUMBER_INVALID'), v.trim(), v.regex(/^\+\d{4,15}$/, 'NUMBER_INVALID')),
    from: v.pipe(v.string('SENDER_NOT_ALLOWED'), v.trim()),
    customerName: v.optional(v.pipe(v.string(invalid), v.trim(), v.maxLength(LONGEST_NAME, invalid))),
    body: v.pipe(
      v.string('MESSAGE_EMPTY'),
      v.regex(/\S/, 'MESSAGE_EMPTY'),
      v.maxLength(LONGEST_BODY, 'MESSAGE_TOO_LONG'),
    ),
  },
  invalid,
);

export type StartConversationInput = v.InferOutput<typeof startConversationInput>;
