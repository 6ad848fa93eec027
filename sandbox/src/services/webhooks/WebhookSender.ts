import { setMaxListeners } from 'node:events';

import type { WebhookDelivery } from '../../model/webhooks';
import type { World } from '../../World';
import type { WebhookRequest } from '../Services';
import { attempt } from './attempt';
import type { Answer, NoAnswer } from './attempt';
import { DEFAULT_SETTINGS, withOverrides } from './connectionSettings';
import type { ConnectionSettings } from './connectionSettings';
import { localTarget } from './localTarget';
import { signature } from './signature';

const LOG_LENGTH = 1000;

/** Codes of https://www.twilio.com/docs/api/errors */
const INVALID_URL = 11100;
const NO_CONNECTION = 11205;
const ERROR_STATUS = 11217;

const failureOf = (outcome: Answer | NoAnswer): 'ct' | 'rt' | '4xx' | '5xx' | undefined => {
  if ('failure' in outcome) return outcome.failure;
  if (outcome.status >= 500) return '5xx';
  return outcome.status >= 400 ? '4xx' : undefined;
};

/** Sends webhooks to backends on this computer as Twilio sends them, and keeps what became of each. */
export class WebhookSender {
  private readonly ending = new AbortController();
  private count = 0;

  constructor(private readonly world: World) {
    // One for each webhook that is under way.
    setMaxListeners(0, this.ending.signal);
    world.onDispose(() => this.ending.abort());
  }

  /** Resolves when the last try is over, whatever came of it; never, where the world has ended meanwhile. */
  async deliver(input: WebhookRequest): Promise<WebhookDelivery> {
    const { kind, url, method = 'POST', parameters } = input;
    this.count += 1;
    const delivery: WebhookDelivery = {
      id: this.count,
      kind,
      eventType: parameters['EventType'] ?? null,
      url,
      method,
      parameters,
      idempotencyToken: this.world.random.uuid(),
      dateSent: this.world.clock.now(),
      tries: 0,
      duration: 0,
      state: 'sending',
      responseStatus: null,
      responseType: null,
      responseBody: '',
      errorCode: null,
      errorMessage: null,
    };
    this.log(delivery);
    const start = this.world.clock.realNow();
    const fault = this.world.faults.strikeWebhook();
    if (fault === 'lost') Object.assign(delivery, { errorCode: NO_CONNECTION, errorMessage: 'Made to get lost' });
    else await this.send(delivery, input);
    if (fault === 'twice') await this.send(delivery, input);
    if (this.ending.signal.aborted) return new Promise(() => undefined);
    delivery.duration = this.world.clock.realNow() - start;
    delivery.state = delivery.errorCode === null ? 'succeeded' : 'failed';
    this.world.events.emit('webhook', { delivery });
    return delivery;
  }

  private log(delivery: WebhookDelivery): void {
    const { webhookLog } = this.world;
    webhookLog.push(delivery);
    if (webhookLog.length > LOG_LENGTH) webhookLog.shift();
  }

  private async send(delivery: WebhookDelivery, { timeout, ignoresOverrides }: WebhookRequest): Promise<void> {
    const url = URL.canParse(delivery.url) ? new URL(delivery.url) : undefined;
    if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
      return void Object.assign(delivery, {
        errorCode: INVALID_URL,
        errorMessage: `Not a web address: ${delivery.url}`,
      });
    }
    const settings = ignoresOverrides ? DEFAULT_SETTINGS : withOverrides(DEFAULT_SETTINGS, url);
    const totalTime = Math.min(settings.totalTime, timeout ?? Infinity);
    url.hash = '';
    const target = this.world.surroundings.carryWebhook ? new URL(url) : localTarget(url, this.world);
    if (!target) {
      const errorMessage = `${url.host} is not on this computer, and no host of the sandbox stands for ${url.origin}`;
      return void Object.assign(delivery, { errorCode: NO_CONNECTION, errorMessage });
    }
    const outcome = await this.tryUntilDone(delivery, url, target, { ...settings, totalTime });
    if ('failure' in outcome) {
      return void Object.assign(delivery, { errorCode: NO_CONNECTION, errorMessage: outcome.message });
    }
    const { status, contentType, body } = outcome;
    Object.assign(delivery, { responseStatus: status, responseType: contentType, responseBody: body });
    if (status < 200 || status >= 300) {
      Object.assign(delivery, { errorCode: ERROR_STATUS, errorMessage: `Got HTTP ${status} response to ${url.href}` });
    }
  }

  private async tryUntilDone(
    delivery: WebhookDelivery,
    url: URL,
    target: URL,
    settings: ConnectionSettings,
  ): Promise<Answer | NoAnswer> {
    const { clock, surroundings } = this.world;
    const end = clock.realNow() + settings.totalTime;
    const form = new URLSearchParams(delivery.parameters).toString();
    const isForm = delivery.method === 'POST';
    if (!isForm) {
      for (const address of [url, target]) address.search += `${address.search ? '&' : '?'}${form}`;
    }
    const headers = {
      accept: '*/*',
      'user-agent': 'TwilioProxy/1.1',
      host: url.host,
      // As a tunnel says it, so that a backend behind one can tell the address that was signed.
      ...(target.origin !== url.origin && { 'x-forwarded-proto': url.protocol.slice(0, -1) }),
      'i-twilio-idempotency-token': delivery.idempotencyToken,
      'x-twilio-signature': signature(this.world.account.authToken, url.href, isForm ? delivery.parameters : {}),
      ...(isForm && {
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'content-length': String(Buffer.byteLength(form)),
      }),
    };
    for (;;) {
      delivery.tries += 1;
      const left = Math.max(1, end - clock.realNow());
      const webhook = { url: url.href, method: delivery.method, headers, body: isForm ? form : '' };
      const carried = surroundings.carryWebhook?.(webhook);
      const outcome = await (carried ??
        attempt({
          ...webhook,
          target,
          connectTimeout: Math.min(settings.connectTimeout, left),
          readTimeout: Math.min(settings.readTimeout, left),
          after: (milliseconds, action) => clock.afterReal(milliseconds, action),
          signal: this.ending.signal,
        }));
      const failure = failureOf(outcome);
      const mayRetry =
        failure !== undefined &&
        settings.retryOn.has(failure) &&
        delivery.tries <= settings.retries &&
        clock.realNow() < end &&
        !this.ending.signal.aborted;
      if (!mayRetry) return outcome;
    }
  }
}
