import type { Channel } from '../../../src/contract/startConversation';

/** An E.164 number as Conversations writes it on this channel. https://www.twilio.com/docs/conversations-classic/api/conversation-participant-resource */
export const messagingAddress = (channel: Channel, number: string): string =>
  channel === 'whatsapp' ? `whatsapp:${number}` : number;
