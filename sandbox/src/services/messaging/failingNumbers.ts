export interface Failure {
  /** `failed`: it never left. `undelivered`: the carrier, WhatsApp or Messenger gave it back. */
  status: 'failed' | 'undelivered';
  /** https://www.twilio.com/docs/api/errors */
  errorCode: number;
  message: string;
}

const undelivered = (errorCode: number, message: string): Failure => ({ status: 'undelivered', errorCode, message });
const failed = (errorCode: number, message: string): Failure => ({ status: 'failed', errorCode, message });

export const QUEUE_OVERFLOW = failed(30001, 'Queue overflow');
export const UNSUBSCRIBED = failed(21610, 'Attempt to send to unsubscribed recipient');
export const OUTSIDE_WINDOW = undelivered(
  63016,
  'Failed to send freeform message because you are outside the allowed window',
);

/** Numbers at which nothing ever arrives, each for a reason of its own. */
export const FAILING_NUMBERS: Readonly<Record<string, Failure>> = {
  '+14155559003': undelivered(30003, 'Unreachable destination handset'),
  '+14155559004': undelivered(30004, 'Message blocked'),
  '+14155559005': undelivered(30005, 'Unknown destination handset'),
  '+14155559006': undelivered(30006, 'Landline or unreachable carrier'),
  '+14155559007': undelivered(30007, 'Message filtered'),
  '+14155559008': undelivered(30008, 'Unknown error'),
  '+14155559034': undelivered(30034, 'Message from an Unregistered Number'),
  '+14155559036': failed(30036, 'Validity Period Expired'),
  '+14155559408': failed(
    21408,
    'Permission to send an SMS has not been enabled for the region indicated by the To number',
  ),
  '+14155559610': UNSUBSCRIBED,
  '+14155559612': failed(
    21612,
    "The 'To' phone number is not currently reachable using the 'From' phone number via SMS",
  ),
  '+14155559614': failed(21614, "'To' number is not a valid mobile number"),
  'whatsapp:+14155559003': undelivered(63003, "Channel could not find 'To' address"),
  'whatsapp:+14155559014': undelivered(63014, 'Channel message to user failed: blocked by user'),
  'whatsapp:+14155559016': OUTSIDE_WINDOW,
  'whatsapp:+14155559018': undelivered(63018, 'Rate limit exceeded for Channel'),
  'rcs:+14155559106': undelivered(63106, 'phone_number is not a RCS capable number'),
  'whatsapp:+14155559024': undelivered(63024, 'Invalid message recipient'),
};
