import type * as Flex from '@twilio/flex-ui';
import * as v from 'valibot';

type Client = Flex.Manager['conversationsClient'];
type Conversation = Awaited<ReturnType<Client['getConversationBySid']>>;
type Message = Awaited<ReturnType<Conversation['getMessages']>>['items'][number];

/** What the owner's browser says of their composer. */
export type OwnerAnswer = {
  answers: string;
  isWriting: boolean;
  hasBegun: boolean;
};

/** Answers a question, for the asking plugin alone. */
export type AnswerColleague = (attributes: OwnerAnswer) => Promise<unknown>;

/** What one agent writes to another about a customer's conversation. */
export interface ColleagueMessage {
  author: string;
  text: string;
  aboutConversationSid: string;
  /** Where it is no mere text: `takesOver` this agent's conversation, or `asks` whether they are writing. */
  act?: string;
  askId?: string;
}

/** As the backend writes them into the two agents' own conversation and into its messages. */
const ofColleagues = v.object({ messagingControls: v.object({ colleagues: v.literal(true) }) });
const aboutCustomer = v.object({
  messagingControls: v.object({
    aboutConversationSid: v.string(),
    authorName: v.string(),
    act: v.optional(v.string()),
    askId: v.optional(v.string()),
  }),
});

/** Milliseconds. What was not read in this time has lost its occasion. */
const TOO_OLD = 60 * 60_000;
/** The latest messages of a conversation that has just come. */
const LATEST = 10;

/**
 * Calls `listener` for each message that a colleague writes to this agent, once for each. Their first one is written
 * before this browser knows the conversation, so it comes with the conversation itself; what was read before does not
 * come again. Returns what ends that.
 */
export function onColleagueMessage(
  { conversationsClient: client }: Flex.Manager,
  listener: (message: ColleagueMessage, answer: AnswerColleague) => void,
): () => void {
  const known = new Set<string>();

  const onMessage = (message: Message) => {
    const { conversation, sid, author, attributes, body, index } = message;
    if (known.has(sid) || author === client.user.identity || !v.is(ofColleagues, conversation.attributes)) {
      return;
    }
    known.add(sid);
    const about = v.safeParse(aboutCustomer, attributes);
    if (!about.success) {
      return;
    }
    const { authorName, ...meaning } = about.output.messagingControls;
    listener(
      {
        ...meaning,
        author: authorName,
        text: body ?? '',
      },
      (attributes) => conversation.sendMessage('…', { messagingControls: attributes }),
    );
    conversation.updateLastReadMessageIndex(index).catch((error: unknown) => {
      console.warn('[Messaging Controls] a colleague’s message could not be marked as read', error);
    });
  };

  const readUnread = async (conversation: Conversation): Promise<void> => {
    const { items } = await conversation.getMessages(LATEST);
    const read = conversation.lastReadMessageIndex ?? -1;
    items
      .filter(({ index, dateCreated }) => index > read && Date.now() - (dateCreated?.getTime() ?? 0) < TOO_OLD)
      .forEach(onMessage);
  };
  const onJoined = (conversation: Conversation) => {
    if (v.is(ofColleagues, conversation.attributes)) {
      readUnread(conversation).catch((error: unknown) => {
        console.warn('[Messaging Controls] a colleague’s messages could not be read', error);
      });
    }
  };

  client.on('messageAdded', onMessage);
  client.on('conversationJoined', onJoined);
  return () => {
    client.off('messageAdded', onMessage);
    client.off('conversationJoined', onJoined);
  };
}
