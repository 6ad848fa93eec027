import * as v from 'valibot';

/** A SID of Twilio's, such as `CH` and 32 hexadecimal digits; `code` is the error's where it is none. */
export const sid = (prefix: string, code: string = 'REQUEST_INVALID') =>
  v.pipe(v.string(code), v.regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), code));
