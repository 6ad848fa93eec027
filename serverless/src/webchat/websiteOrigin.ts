import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionContext } from '../runtime/FunctionsRuntime';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { originsOf } from '../runtime/crossOrigin';

export const webChatOrigins = ({ WEBCHAT_ORIGINS }: FunctionContext): string[] => originsOf(WEBCHAT_ORIGINS);

/** Guard of a function for websites' guests: the page's origin is one of WEBCHAT_ORIGINS. */
export function websiteOrigin({
  context,
  event,
}: Pick<FunctionCall, 'context' | 'event'>): Result<{ origin: string }, FunctionError> {
  const origin = webChatOrigins(context).find((one) => one === event.request.headers['origin']);
  return origin === undefined ? failure({ code: 'ORIGIN_REFUSED' }) : success({ origin });
}
