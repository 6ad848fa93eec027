import type { LoggedMessage } from '../../model/messaging';
import type { World } from '../../World';
import { FAILING_NUMBERS, OUTSIDE_WINDOW, QUEUE_OVERFLOW, UNSUBSCRIBED } from './failingNumbers';
import type { Failure } from './failingNumbers';
import { mediaFailure } from './mediaRules';
import { hasOptedOut } from './optOut';

const WINDOW_MS = 24 * 60 * 60 * 1000;
const WINDOW_CHANNELS: readonly string[] = ['whatsapp', 'messenger'];

const TEMPLATE_FAILURES: Readonly<Record<string, Failure>> = {
  rejected: { status: 'failed', errorCode: 63040, message: 'Template has been rejected' },
  paused: { status: 'failed', errorCode: 63041, message: 'Template is paused' },
  disabled: { status: 'failed', errorCode: 63042, message: 'Template is disabled' },
};

/** Why a message that is about to leave does not arrive. Undefined where it does. */
export function refusalOf(world: World, message: LoggedMessage): Failure | undefined {
  return (
    FAILING_NUMBERS[message.to] ??
    (world.senderQueues.isFull(message.from) ? QUEUE_OVERFLOW : undefined) ??
    // Twilio's own replies to keywords reach whoever has just opted out.
    (!message.optOutType && message.channel === 'sms' && hasOptedOut(world, message) ? UNSUBSCRIBED : undefined) ??
    windowFailure(world, message) ??
    mediaFailure(world, message)
  );
}

/**
 * Outside the 24 hours after the customer's last message to this sender only an approved template arrives.
 * https://www.twilio.com/docs/whatsapp/key-concepts#the-24-hour-window
 */
function windowFailure(world: World, { channel, from, to, content }: LoggedMessage): Failure | undefined {
  if (!WINDOW_CHANNELS.includes(channel)) return undefined;
  const last = world.messageLog.findLast(
    (message) => message.direction === 'inbound' && message.from === to && message.to === from,
  );
  if (last && world.clock.now().getTime() - last.dateCreated.getTime() < WINDOW_MS) return undefined;
  const approval = content && world.services.content.find(content.contentSid)?.approval.status;
  if (channel === 'whatsapp' && approval === 'approved') return undefined;
  return (approval && TEMPLATE_FAILURES[approval]) ?? OUTSIDE_WINDOW;
}
