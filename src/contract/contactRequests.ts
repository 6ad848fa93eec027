import * as v from 'valibot';

import { address, line, wordedLines } from './text';

const invalid = 'REQUEST_INVALID';

/** `POST /contact-requests`: a website's form, "write to me by SMS". It becomes a task for an agent. */
export const contactRequest = v.object(
  {
    /** Made once by the page for each form: a repeat changes nothing. */
    requestId: v.pipe(v.string(invalid), v.uuid(invalid), v.toLowerCase()),
    name: v.pipe(line(invalid, 200), v.nonEmpty(invalid)),
    /** The customer's number, best E.164. */
    number: address('NUMBER_INVALID', 256),
    message: wordedLines(1_000),
    /** Who fills the form in, as the website's own server tells with its key: an address or a session. It is limited by it. */
    visitor: v.optional(line(invalid, 200)),
    /** The box by which the customer agrees to messages from the form's sender; a browser sends `on`. */
    consent: v.optional(v.picklist(['on', 'true', ''], invalid)),
    /** A field that people do not see: whoever fills it in is a program, and is told that all is well. */
    website: v.optional(v.string(invalid)),
  },
  invalid,
);

/** Nothing about the contact centre is told to a website. */
export const contactRequestResponse = v.object({ ok: v.literal(true) });
