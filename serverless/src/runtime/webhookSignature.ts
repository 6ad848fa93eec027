import { validateRequest } from 'twilio';

import type { FunctionCall } from './FunctionCall';
import type { FunctionError } from './FunctionError';
import type { Result } from './Result';
import { failure, success } from './Result';
import { functionUrls } from './functionUrl';

/**
 * Guard of a function that Twilio calls: its signature over the address of ours that it was told, and the posted
 * parameters.
 * https://www.twilio.com/docs/usage/security#validating-requests
 */
export function webhookSignature(route: string) {
  return ({ context, event }: Pick<FunctionCall, 'context' | 'event'>): Result<true, FunctionError> => {
    const { request, ...parameters } = event;
    // Without one it is a word that signs nothing.
    const signature = String(request.headers['x-twilio-signature']);
    const isTwilio = functionUrls(context, route).some((url) =>
      validateRequest(context.AUTH_TOKEN, signature, url, parameters),
    );
    return isTwilio ? success(true) : failure({ code: 'SIGNATURE_REFUSED' });
  };
}
