import * as v from 'valibot';

import { MESSAGE_LIMIT } from './messageLimit';
import { line, lines } from './text';

const invalid = 'REQUEST_INVALID';

/** Bytes, https://www.twilio.com/docs/api/errors/45731 */
const LARGEST_FORM = 16 * 1024;

/**
 * `POST /initWebchat`, JSON: a guest of a website begins a chat. These routes are those that Twilio's open-source web chat
 * app asks its server for: https://github.com/twilio/twilio-webchat-react-app
 */
export const initWebchatRequest = v.object(
  {
    /** Whatever the website's form holds: the conversation keeps it as `pre_engagement_data`. */
    formData: v.optional(
      v.pipe(
        v.looseObject(
          {
            friendlyName: v.optional(line(invalid, 200)),
            /** Becomes the guest's first message. */
            query: v.optional(v.pipe(lines('MESSAGE_EMPTY', MESSAGE_LIMIT, 'MESSAGE_TOO_LONG'), v.trim())),
          },
          invalid,
        ),
        v.check((form) => new TextEncoder().encode(JSON.stringify(form)).length <= LARGEST_FORM, invalid),
      ),
      {},
    ),
  },
  invalid,
);

/** `POST /refreshToken`, JSON: a new token for one that holds still. */
export const refreshTokenRequest = v.object(
  { token: v.pipe(v.string('TOKEN_REFUSED'), v.maxLength(4_096, 'TOKEN_REFUSED')) },
  'TOKEN_REFUSED',
);

const guestToken = {
  ok: v.literal(true),
  /** An Access Token for the Conversations SDK. */
  token: v.string(),
  /** When it expires, in milliseconds since 1970. */
  expiration: v.number(),
};

export const initWebchatResponse = v.object({ ...guestToken, conversationSid: v.string() });
export const refreshTokenResponse = v.object(guestToken);
