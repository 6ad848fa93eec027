import { TwilioError } from '../../http/TwilioError';
import type { Conversation, ConversationState } from '../../model/conversations';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';
import type { ConversationRegistry, NewConversation } from './ConversationRegistry';
import type { NewParticipant, ParticipantRegistry } from './ParticipantRegistry';
import { PARTICIPANTS_AT_ONCE } from './limits';

/** What is still to become of a conversation that is `initializing`. */
interface Pending {
  participants: NewParticipant[];
  state: ConversationState;
}

/**
 * Conversations made together with those who are in them. Twilio answers before they are: until then the conversation is
 * `initializing`, takes no change and no message (50386), and is closed where somebody could not be added (50427). How
 * long that takes is `initializingMilliseconds` of the world; with 0 everything is there at once.
 * https://www.twilio.com/docs/conversations-classic/api/conversation-with-participants-resource
 * https://www.twilio.com/docs/api/errors/50386
 */
export class ConversationsWithParticipants {
  private readonly pending: Map<Sid, Pending>;

  constructor(
    private readonly world: World,
    private readonly conversations: ConversationRegistry,
    private readonly participants: ParticipantRegistry,
  ) {
    this.pending = world.keep('initializing conversations', new Map<Sid, Pending>());
    world.onRestored(() => {
      for (const sid of this.pending.keys()) this.finishLater(sid);
    });
  }

  create(input: NewConversation, participants: NewParticipant[]): Conversation {
    if (participants.length > PARTICIPANTS_AT_ONCE) throw TwilioError.invalid('Participant: more than 10');
    for (const { messagingBinding } of participants) this.checkFree(messagingBinding);
    if (this.world.initializingMilliseconds === 0 || participants.length === 0) {
      const conversation = this.conversations.create(input);
      const failure = this.addAll(conversation, participants);
      if (!failure) return conversation;
      this.conversations.update(conversation.sid, { state: 'closed' });
      throw failure;
    }
    const conversation = this.conversations.create(input, true);
    this.pending.set(conversation.sid, { participants, state: input.state ?? 'active' });
    this.finishLater(conversation.sid);
    return conversation;
  }

  private finishLater(sid: Sid): void {
    this.world.clock.after(this.world.initializingMilliseconds, () => this.finish(sid));
  }

  private finish(sid: Sid): void {
    const { participants, state } = this.pending.get(sid) ?? { participants: [], state: 'active' };
    this.pending.delete(sid);
    const conversation = this.world.conversations.get(sid);
    // Somebody may have removed it meanwhile.
    if (conversation?.state !== 'initializing') return;
    const failure = this.addAll(conversation, participants);
    this.conversations.initialized(conversation, failure ? 'closed' : state);
    if (!failure) return;
    const { code: errorCode, message: alertText } = failure;
    this.world.services.monitor.alert({ errorCode, logLevel: 'error', alertText, resourceSid: sid });
  }

  /** Answers why somebody could not be added. */
  private addAll({ sid }: Conversation, participants: NewParticipant[]): TwilioError | undefined {
    try {
      for (const participant of participants) this.participants.add(sid, participant);
      return undefined;
    } catch (error) {
      if (!(error instanceof TwilioError)) throw error;
      const message = `Errors occurred during multiple participants creation: ${error.message}`;
      return new TwilioError(error.status, 50427, message);
    }
  }

  /** All pairs are checked before anything is made. */
  private checkFree(binding: NewParticipant['messagingBinding']): void {
    if (!binding) return;
    const holder = this.conversations.findOpenByBinding(binding.address, binding.proxyAddress);
    if (!holder) return this.participants.checkBinding(binding);
    throw new TwilioError(
      409,
      50425,
      `Participant and proxy address pairs for one or more participants already in use in Conversation ${holder.sid}`,
    );
  }
}
