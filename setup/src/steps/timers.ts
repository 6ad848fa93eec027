import type { Step } from '../Step';
import { compare } from '../Step';
import type { SetupContext } from '../SetupContext';

/** The timers of new conversations. https://www.twilio.com/docs/conversations-classic/api/configuration-resource */
export async function timers({ twilio, setup }: SetupContext): Promise<Step[]> {
  if (!setup.timers) return [];
  const { inactive, closed } = setup.timers;
  const now = await twilio.conversations.v1.configuration().fetch();
  const present = { defaultInactiveTimer: now.defaultInactiveTimer, defaultClosedTimer: now.defaultClosedTimer };
  const wanted = {
    ...(inactive ? { defaultInactiveTimer: inactive } : {}),
    ...(closed ? { defaultClosedTimer: closed } : {}),
  };
  return [
    compare('conversation timers', present, { ...present, ...wanted }, (change) =>
      twilio.conversations.v1.configuration().update(change),
    ),
  ];
}
