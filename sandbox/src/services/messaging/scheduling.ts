import { TwilioError } from '../../http/TwilioError';
import type { Parameters } from '../../http/parameters';
import type { LoggedMessage, MessagingService } from '../../model/messaging';
import type { World } from '../../World';
import { deliver, setStatus } from './outbound';

const EARLIEST_SECONDS = 300;
const LATEST_SECONDS = 35 * 24 * 60 * 60;
const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * When a message is to be sent. Undefined for one that is sent at once.
 * https://www.twilio.com/docs/messaging/features/message-scheduling
 */
export function sendTime(
  world: World,
  parameters: Parameters,
  service: MessagingService | undefined,
): Date | undefined {
  const type = parameters.text('ScheduleType');
  const sendAt = parameters.text('SendAt');
  if (type === undefined && sendAt === undefined) return undefined;
  if (type === undefined) throw TwilioError.missing('ScheduleType');
  if (type !== 'fixed') {
    throw new TwilioError(400, 35126, 'The ScheduleType value provided is not supported for this channel');
  }
  if (!sendAt) throw new TwilioError(400, 35111, "SendAt timestamp is missing: required when ScheduleType is 'fixed'");
  if (!service) throw new TwilioError(400, 35118, 'MessagingServiceSid is required to schedule a message');
  const time = ISO_8601.test(sendAt) ? new Date(sendAt) : new Date(NaN);
  const seconds = (time.getTime() - world.clock.now().getTime()) / 1000;
  if (!(seconds >= EARLIEST_SECONDS && seconds <= LATEST_SECONDS)) {
    throw new TwilioError(
      400,
      35114,
      'SendAt time must be between 300 seconds and 35 days (3024000 seconds) in the future, inclusive.',
    );
  }
  return time;
}

export function sendWhenDue(world: World, message: LoggedMessage, sendAt: Date): void {
  world.clock.after(sendAt.getTime() - world.clock.now().getTime(), () => {
    if (message.status === 'scheduled') deliver(world, message);
  });
}

/** https://www.twilio.com/docs/messaging/features/message-scheduling#cancel-a-scheduled-message */
export function cancel(world: World, message: LoggedMessage): void {
  if (message.status !== 'scheduled') throw new TwilioError(409, 30409, 'This message cannot be canceled');
  setStatus(world, message, 'canceled');
}
