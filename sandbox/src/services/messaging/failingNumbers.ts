export interface Failure {
  /** `failed`: it never left. `undelivered`: the carrier or WhatsApp gave it back. */
  status: 'failed' | 'undelivered';
  /** https://www.twilio.com/docs/api/errors */
  errorCode: number;
  message: string;
}

/** Numbers at which nothing ever arrives, each for a reason of its own. */
export const FAILING_NUMBERS: Readonly<Record<string, Failure>> = {
  '+14155559003': { status: 'undelivered', errorCode: 30003, message: 'Unreachable destination handset' },
  '+14155559005': { status: 'undelivered', errorCode: 30005, message: 'Unknown destination handset' },
  '+14155559007': { status: 'undelivered', errorCode: 30007, message: 'Message filtered' },
  '+14155559610': { status: 'failed', errorCode: 21610, message: 'Attempt to send to unsubscribed recipient' },
  'whatsapp:+14155559016': {
    status: 'undelivered',
    errorCode: 63016,
    message: 'Failed to send freeform message because you are outside the allowed window',
  },
};
