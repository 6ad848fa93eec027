import type { TwilioHttp } from '../runtime/TwilioHttp';
import type { Result } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';

const LOOKS = 3;
const BETWEEN_LOOKS_MILLISECONDS = 400;

/** Looks again, for a while, for what Twilio may still be at work on. */
export function insist<T>(
  http: TwilioHttp,
  look: () => Promise<Result<T | undefined, TwilioFailure>>,
): Promise<Result<T | undefined, TwilioFailure>> {
  return http.inReserve(async () => {
    for (let times = 1; ; times += 1) {
      const found = await look();
      if (!found.ok || found.value !== undefined || times === LOOKS) return found;
      await http.surroundings.sleep(BETWEEN_LOOKS_MILLISECONDS);
    }
  });
}
