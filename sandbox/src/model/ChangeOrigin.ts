/** Who brings a change about in Conversations. */
export interface Origin {
  /** As webhooks name it: a browser (`SDK`), the REST API or Twilio itself (`API`), or a customer's channel. */
  source: 'SDK' | 'API' | Uppercase<string>;
  /** The identity behind an SDK. */
  clientIdentity?: string;
  /** The addresses of the customer's message that opens a conversation. */
  binding?: { address: string; proxyAddress: string };
  /** False for a REST request without `X-Twilio-Webhook-Enabled: true`. */
  firesWebhooks: boolean;
}

/** What Twilio does by itself: timers, Interactions, Studio. */
const TWILIO: Origin = { source: 'API', firesWebhooks: true };

/**
 * The origin of what happens just now. It holds for what `action` does at once and not for the timers that it starts:
 * those are Twilio's own doing.
 */
export class ChangeOrigin {
  private origin = TWILIO;

  get current(): Origin {
    return this.origin;
  }

  run<T>(origin: Origin, action: () => T): T {
    const before = this.origin;
    this.origin = origin;
    try {
      return action();
    } finally {
      this.origin = before;
    }
  }
}
