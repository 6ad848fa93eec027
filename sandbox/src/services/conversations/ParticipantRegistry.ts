import { TwilioError } from '../../http/TwilioError';
import { CUSTOMER_ADDRESS } from '../../model/addresses';
import type { Conversation, MessagingBinding, MessagingType, Participant } from '../../model/conversations';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';
import type { ConversationRegistry } from './ConversationRegistry';
import { ATTRIBUTES_BYTES, checkedAttributes } from './limits';
import { roleSid } from './roles';

export interface NewParticipant {
  identity?: string;
  messagingBinding?: MessagingBinding;
  attributes?: string;
  roleSid?: string;
}

export interface ParticipantChange {
  attributes?: string;
  roleSid?: string;
  identity?: string;
  lastReadMessageIndex?: number | null;
}

const OWN_NUMBER = /^(\+[1-9]\d{6,14}|\d{3,8})$/;

/** The kind of an address is told by its prefix, and is SMS without one. */
export function messagingType(address: string): MessagingType {
  const prefix = /^(whatsapp|messenger|gbm|apple|rcs):/.exec(address)?.[1];
  if (prefix) return prefix as MessagingType;
  return address.includes('@') ? 'email' : 'sms';
}

/** The address by which someone takes part in a group text: a phone without a proxy, or a projected address. */
function groupMember({
  messagingBinding: binding,
}: {
  messagingBinding?: MessagingBinding | null;
}): string | undefined {
  return binding?.projectedAddress ?? (binding && !binding.proxyAddress ? binding.address : undefined);
}

const groupOf = ({ participants }: Conversation): string[] =>
  [...participants.values()]
    .map(groupMember)
    .filter((member) => member !== undefined)
    .sort();

/** https://www.twilio.com/docs/conversations-classic/api/conversation-participant-resource */
export class ParticipantRegistry {
  constructor(
    private readonly world: World,
    private readonly conversations: ConversationRegistry,
  ) {}

  add(conversationSid: string, input: NewParticipant): Participant {
    const conversation = this.conversations.fetch(conversationSid);
    this.conversations.checkOpen(conversation);
    const { identity, messagingBinding } = input;
    if (!identity && !messagingBinding) throw TwilioError.missing('Identity');
    if (identity && this.list(conversation).some((participant) => participant.identity === identity)) {
      throw new TwilioError(409, 50433, 'Participant already exists');
    }
    if (messagingBinding) this.checkBinding(messagingBinding);
    this.checkGroup(conversation, input);
    const now = this.world.clock.now();
    const participant: Participant = {
      sid: this.world.random.sid('MB'),
      conversationSid: conversation.sid,
      identity: identity ?? null,
      messagingBinding: messagingBinding ?? null,
      attributes: checkedAttributes(input.attributes, ATTRIBUTES_BYTES),
      roleSid: input.roleSid ?? roleSid('channel user'),
      lastReadMessageIndex: null,
      lastReadTimestamp: null,
      dateCreated: now,
      dateUpdated: now,
    };
    conversation.participants.set(participant.sid, participant);
    this.conversations.noteActivity(conversation, 'participant');
    this.world.events.emit('participant.added', { conversation, participant });
    return participant;
  }

  list(conversation: Conversation): Participant[] {
    return [...conversation.participants.values()];
  }

  /** By MB SID or identity. */
  fetch(conversation: Conversation, sidOrIdentity: string): Participant {
    const participant = conversation.participants.get(sidOrIdentity) ?? this.byIdentity(conversation, sidOrIdentity);
    if (!participant) throw new TwilioError(404, 50432, `Participant ${sidOrIdentity} not found`);
    return participant;
  }

  byIdentity(conversation: Conversation, identity: string): Participant | undefined {
    return this.list(conversation).find((participant) => participant.identity === identity);
  }

  update(conversation: Conversation, sidOrIdentity: string, change: ParticipantChange): Participant {
    const participant = this.fetch(conversation, sidOrIdentity);
    if (change.identity !== undefined && change.identity !== participant.identity) {
      const mayHave = participant.identity === null && participant.messagingBinding?.projectedAddress;
      if (!mayHave) throw new TwilioError(400, 50444, 'Failed to add an identity to a participant');
      participant.identity = change.identity;
    }
    if (change.attributes !== undefined) {
      participant.attributes = checkedAttributes(change.attributes, ATTRIBUTES_BYTES);
    }
    if (change.roleSid !== undefined) participant.roleSid = change.roleSid;
    if (change.lastReadMessageIndex !== undefined) {
      participant.lastReadMessageIndex = change.lastReadMessageIndex;
      participant.lastReadTimestamp = change.lastReadMessageIndex === null ? null : this.world.clock.now();
    }
    participant.dateUpdated = this.world.clock.now();
    this.world.events.emit('participant.updated', { conversation, participant });
    return participant;
  }

  remove(conversationSid: string, sidOrIdentity: string): void {
    const conversation = this.conversations.fetch(conversationSid);
    const participant = this.fetch(conversation, sidOrIdentity);
    conversation.participants.delete(participant.sid);
    this.conversations.noteActivity(conversation, 'participant');
    this.world.events.emit('participant.removed', { conversation, participant });
  }

  /**
   * A group text (MMS) is told apart by its members alone, so no two open ones may have the same.
   * https://www.twilio.com/docs/api/errors/50438
   */
  private checkGroup(conversation: Conversation, input: NewParticipant): void {
    const joining = groupMember(input);
    if (joining === undefined) return;
    const members = groupOf(conversation);
    if (members.includes(joining)) throw new TwilioError(409, 50437, 'Group Participant already exists');
    if (members.length === 0) return;
    const group = [...members, joining].sort().join(' ');
    const holder = [...this.world.conversations.values()].find(
      (other) => other.state !== 'closed' && groupOf(other).join(' ') === group,
    );
    if (holder) {
      throw new TwilioError(
        409,
        50438,
        `Group conversation with given participant list already exists as Conversation ${holder.sid}`,
      );
    }
  }

  /** Throws where an address is malformed, or where the pair belongs to a conversation that is not closed. */
  checkBinding({ type, address, proxyAddress, projectedAddress }: MessagingBinding): void {
    if (!address && projectedAddress) return;
    const isSentFromPhone = type === 'sms' || type === 'whatsapp';
    const bare = (text: string): string => text.replace(/^(whatsapp|rcs):/, '');
    if (!address || ((isSentFromPhone || type === 'rcs') && !CUSTOMER_ADDRESS.test(address))) {
      throw new TwilioError(400, 50407, `Invalid messaging binding address: ${address}`);
    }
    // A participant of a group text has an address alone.
    if (!proxyAddress) return;
    if (isSentFromPhone && !OWN_NUMBER.test(bare(proxyAddress))) {
      throw new TwilioError(400, 50408, `Invalid participant proxy address: ${proxyAddress}`);
    }
    if (address === proxyAddress) {
      throw new TwilioError(400, 50409, 'Participant address must not equal its proxy address');
    }
    const holder: Sid | undefined = this.conversations.findOpenByBinding(address, proxyAddress)?.sid;
    if (holder) {
      throw new TwilioError(
        409,
        50416,
        `A binding for this participant and proxy address already exists in Conversation ${holder}`,
      );
    }
  }
}
