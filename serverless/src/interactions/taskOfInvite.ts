import * as v from 'valibot';

const invite = v.object({ routing: v.object({ properties: v.object({ sid: v.string() }) }) });

/**
 * The task of an invite, as Twilio answers or lists it; undefined where it tells none.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/invites-subresource
 */
export function taskOfInvite(answered: unknown): string | undefined {
  const parsed = v.safeParse(invite, answered);
  return parsed.success ? parsed.output.routing.properties.sid : undefined;
}
