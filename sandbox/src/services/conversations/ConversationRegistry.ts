import { TwilioError } from '../../http/TwilioError';
import type { Conversation, ConversationState } from '../../model/conversations';
import type { Sid } from '../../model/sid';
import type { WorldEvents } from '../../model/WorldEvents';
import type { World } from '../../World';
import type { ConversationSettings } from './ConversationSettings';
import { ConversationTimers } from './ConversationTimers';
import type { TimerDurations } from './ConversationTimers';
import { CONVERSATION_ATTRIBUTES_BYTES, checkedAttributes } from './limits';

export interface NewConversation {
  friendlyName?: string;
  uniqueName?: string;
  attributes?: string;
  messagingServiceSid?: string;
  state?: ConversationState;
  createdBy?: string;
  timers?: TimerDurations;
}

export type ConversationChange = Partial<
  Pick<Conversation, 'friendlyName' | 'uniqueName' | 'attributes' | 'state' | 'messagingServiceSid'>
> & { timers?: TimerDurations };

/** https://www.twilio.com/docs/conversations-classic/api/conversation-resource */
export class ConversationRegistry {
  private readonly timers: ConversationTimers;

  constructor(
    private readonly world: World,
    private readonly settings: ConversationSettings,
  ) {
    this.timers = new ConversationTimers(world, (conversation, state) => this.setState(conversation, state, 'TIMER'));
  }

  /** `initialized` tells when one that is `initializing` is ready. */
  create(input: NewConversation, isInitializing = false): Conversation {
    // Twilio cannot tell which timer to start before it is told the state.
    if (input.timers && !input.state) throw new TwilioError(400, 50382, "Timer can't be set without state");
    if (input.uniqueName) this.checkUniqueName(input.uniqueName);
    const now = this.world.clock.now();
    const conversation: Conversation = {
      sid: this.world.random.sid('CH'),
      friendlyName: input.friendlyName ?? null,
      uniqueName: input.uniqueName || null,
      attributes: checkedAttributes(input.attributes, CONVERSATION_ATTRIBUTES_BYTES),
      state: isInitializing ? 'initializing' : (input.state ?? 'active'),
      messagingServiceSid: input.messagingServiceSid ?? this.settings.all.defaultMessagingServiceSid,
      createdBy: input.createdBy ?? 'system',
      timers: {},
      participants: new Map(),
      messages: [],
      webhooks: new Map(),
      dateCreated: now,
      dateUpdated: now,
    };
    this.world.conversations.set(conversation.sid, conversation);
    const timers = input.timers ?? this.settings.timers;
    if (timers) this.timers.set(conversation, timers);
    this.world.events.emit('conversation.added', { conversation });
    return conversation;
  }

  /** By SID or unique name. */
  fetch(sidOrUniqueName: string): Conversation {
    const conversation =
      this.world.conversations.get(sidOrUniqueName) ??
      this.list().find(({ uniqueName }) => uniqueName === sidOrUniqueName);
    if (!conversation) throw new TwilioError(404, 50350, `Conversation with sid ${sidOrUniqueName} not found`);
    return conversation;
  }

  list(): Conversation[] {
    return [...this.world.conversations.values()];
  }

  /** A closed conversation takes no change; closing it again is none. */
  update(sidOrUniqueName: string, change: ConversationChange): Conversation {
    const conversation = this.fetch(sidOrUniqueName);
    const { state, timers, attributes, uniqueName, ...rest } = change;
    const given = Object.values(change).filter((value) => value !== undefined);
    if (conversation.state === 'closed' && state === 'closed' && given.length === 1) return conversation;
    this.checkReady(conversation);
    if (uniqueName && uniqueName !== conversation.uniqueName) this.checkUniqueName(uniqueName);
    const kept =
      attributes === undefined ? conversation.attributes : checkedAttributes(attributes, CONVERSATION_ATTRIBUTES_BYTES);

    const onlyState = state !== undefined && given.length === 1;
    if (!onlyState) {
      conversation.attributes = kept;
      if (uniqueName !== undefined) conversation.uniqueName = uniqueName || null;
      if (rest.friendlyName !== undefined) conversation.friendlyName = rest.friendlyName;
      if (rest.messagingServiceSid !== undefined) conversation.messagingServiceSid = rest.messagingServiceSid;
      conversation.dateUpdated = this.world.clock.now();
      this.world.events.emit('conversation.updated', { conversation });
    }
    if (state !== undefined) this.setState(conversation, state, 'API');
    if (timers) this.timers.set(conversation, timers);
    return conversation;
  }

  remove(sidOrUniqueName: string): void {
    const conversation = this.fetch(sidOrUniqueName);
    this.timers.stop(conversation);
    this.world.conversations.delete(conversation.sid);
    this.world.events.emit('conversation.removed', { conversation });
  }

  /** A closed conversation frees its address pairs. */
  findOpenByBinding(address: string, proxyAddress: string): Conversation | undefined {
    return this.list().find(
      ({ state, participants }) =>
        state !== 'closed' &&
        [...participants.values()].some(
          ({ messagingBinding }) =>
            messagingBinding?.address === address && messagingBinding.proxyAddress === proxyAddress,
        ),
    );
  }

  /** https://www.twilio.com/docs/api/errors/50386 */
  checkReady(conversation: Conversation): void {
    this.checkOpen(conversation);
    if (conversation.state !== 'initializing') return;
    const message = "Conversation in 'initializing' state may not be updated or used for message sending";
    throw new TwilioError(400, 50386, message);
  }

  initialized(conversation: Conversation, state: ConversationState): void {
    this.setState(conversation, state, 'EVENT');
  }

  checkOpen(conversation: Conversation): void {
    if (conversation.state === 'closed') {
      throw new TwilioError(400, 50377, "Can't update conversation as it's in final closed state");
    }
  }

  /** Someone wrote, came or went: the timers begin anew. A message also wakes an inactive conversation. */
  noteActivity(conversation: Conversation, kind: 'message' | 'participant'): void {
    conversation.dateUpdated = this.world.clock.now();
    if (kind === 'message' && conversation.state === 'inactive') this.setState(conversation, 'active', 'EVENT');
    else this.timers.restart(conversation);
  }

  private setState(
    conversation: Conversation,
    state: ConversationState,
    reason: WorldEvents['conversation.stateUpdated']['reason'],
  ): void {
    const from = conversation.state;
    if (from === state) return;
    conversation.state = state;
    conversation.dateUpdated = this.world.clock.now();
    if (state === 'closed') this.timers.stop(conversation);
    else if (state === 'active') this.timers.restart(conversation);
    this.world.events.emit('conversation.stateUpdated', { conversation, from, reason });
  }

  private checkUniqueName(name: string): void {
    // A closed conversation keeps its name.
    const holder: Sid | undefined = this.list().find(({ uniqueName }) => uniqueName === name)?.sid;
    if (holder) throw new TwilioError(409, 50353, 'Conversation with provided unique name already exists');
  }
}
