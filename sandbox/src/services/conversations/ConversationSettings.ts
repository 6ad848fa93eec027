import type { World } from '../../World';
import { timerDurations } from './ConversationTimers';
import type { TimerDurations } from './ConversationTimers';
import { roleSid } from './roles';

/** Of the account; timers are ISO 8601 durations. https://www.twilio.com/docs/conversations-classic/api/configuration-resource */
export interface AccountSettings {
  defaultMessagingServiceSid: string | null;
  defaultInactiveTimer: string | null;
  defaultClosedTimer: string | null;
}

/** Of the one service. https://www.twilio.com/docs/conversations-classic/api/service-configuration-resource */
export interface ServiceSettings {
  defaultConversationCreatorRoleSid: string;
  defaultConversationRoleSid: string;
  defaultChatServiceRoleSid: string;
  reachabilityEnabled: boolean;
}

type Settings = AccountSettings & ServiceSettings;

const defaults = (): Settings => ({
  defaultMessagingServiceSid: null,
  defaultInactiveTimer: null,
  defaultClosedTimer: null,
  defaultConversationCreatorRoleSid: roleSid('channel admin'),
  defaultConversationRoleSid: roleSid('channel user'),
  defaultChatServiceRoleSid: roleSid('service user'),
  reachabilityEnabled: false,
});

/** What holds where a request says nothing else. */
export class ConversationSettings {
  private readonly changes: Map<string, unknown>;

  constructor(world: World) {
    this.changes = world.keep('conversationSettings', new Map<string, unknown>());
  }

  get all(): Settings {
    return { ...defaults(), ...Object.fromEntries(this.changes) };
  }

  /** What is undefined stays as it was. */
  update(change: Partial<Settings>): void {
    timerDurations(change.defaultInactiveTimer ?? undefined, change.defaultClosedTimer ?? undefined);
    for (const [name, value] of Object.entries(change)) if (value !== undefined) this.changes.set(name, value);
  }

  /** Of a new conversation that is given none. */
  get timers(): TimerDurations | undefined {
    const { defaultInactiveTimer, defaultClosedTimer } = this.all;
    return timerDurations(defaultInactiveTimer ?? undefined, defaultClosedTimer ?? undefined);
  }
}
