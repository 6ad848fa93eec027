import { TwilioError } from '../../http/TwilioError';

/** The Twilio CLI takes a 400 of this API as "it is so already, or it may not be"; which code it has is not published. */
export const refuse = (message: string): TwilioError => new TwilioError(400, 20001, message);
