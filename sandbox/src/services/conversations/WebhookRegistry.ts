import { TwilioError } from '../../http/TwilioError';
import type { Conversation, ScopedWebhook } from '../../model/conversations';
import type { World } from '../../World';
import type { ConversationRegistry } from './ConversationRegistry';
import { SCOPED_WEBHOOKS } from './limits';
import { POST_EVENTS } from './webhookEvents';

const LONGEST_TRIGGER = 248;

const TARGETS: readonly string[] = ['webhook', 'studio', 'trigger'] satisfies ScopedWebhook['target'][];

/** https://www.twilio.com/docs/conversations-classic/api/conversation-scoped-webhook-resource */
export class WebhookRegistry {
  constructor(
    private readonly world: World,
    private readonly conversations: ConversationRegistry,
  ) {}

  create(conversation: Conversation, target: string, configuration: ScopedWebhook['configuration']): ScopedWebhook {
    this.conversations.checkOpen(conversation);
    if (!TARGETS.includes(target)) throw new TwilioError(400, 50364, `Invalid conversation webhook target: ${target}`);
    if (conversation.webhooks.size >= SCOPED_WEBHOOKS) {
      throw new TwilioError(400, 50361, 'Too many conversation webhooks');
    }
    const now = this.world.clock.now();
    const webhook: ScopedWebhook = {
      sid: this.world.random.sid('WH'),
      conversationSid: conversation.sid,
      target: target as ScopedWebhook['target'],
      configuration,
      dateCreated: now,
      dateUpdated: now,
    };
    this.check(webhook);
    conversation.webhooks.set(webhook.sid, webhook);
    this.world.events.emit('conversation.webhookAdded', { conversation, webhook });
    return webhook;
  }

  fetch(conversation: Conversation, sid: string): ScopedWebhook {
    const webhook = conversation.webhooks.get(sid);
    if (!webhook) throw new TwilioError(404, 50360, `Conversation webhook ${sid} not found`);
    return webhook;
  }

  update(conversation: Conversation, sid: string, change: ScopedWebhook['configuration']): ScopedWebhook {
    const webhook = this.fetch(conversation, sid);
    const configuration = { ...webhook.configuration, ...change };
    this.check({ ...webhook, configuration });
    return Object.assign(webhook, { configuration, dateUpdated: this.world.clock.now() });
  }

  remove(conversation: Conversation, sid: string): void {
    conversation.webhooks.delete(this.fetch(conversation, sid).sid);
  }

  private check({ target, configuration: { url, flowSid, filters, triggers } }: ScopedWebhook): void {
    if (target === 'studio') {
      if (!flowSid) throw TwilioError.missing('Configuration.FlowSid');
      return;
    }
    if (!url) throw new TwilioError(400, 50369, 'Conversation webhook URL not provided');
    if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
      throw new TwilioError(400, 50388, 'Conversation webhook URL is invalid');
    }
    if (target === 'trigger') {
      if (!triggers?.length) throw new TwilioError(400, 50371, 'Conversation webhook trigger not provided');
      if (triggers.some((word) => word === '' || word.length > LONGEST_TRIGGER)) {
        throw new TwilioError(400, 50366, 'Invalid conversation webhook trigger');
      }
      return;
    }
    if (!filters?.length) throw new TwilioError(400, 50370, 'Conversation webhook filter not provided');
    if (!filters.every((filter) => POST_EVENTS.includes(filter))) {
      throw new TwilioError(400, 50365, 'Invalid conversation webhook filter');
    }
  }
}
