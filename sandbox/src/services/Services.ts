import type { MessagingType } from '../model/conversations';
import type {
  AddressConfiguration,
  Conversation,
  DeliveryStatus,
  Media,
  Message,
  MessagingBinding,
  Participant,
  ScopedWebhook,
} from '../model/conversations';
import type { ContentTemplate, RenderedContent } from '../model/content';
import type { LoggedMessage, Pressed } from '../model/messaging';
import type { NewAlert } from '../model/alerts';
import type { Interaction, InteractionChannel } from '../model/interactions';
import type { Person } from '../model/Person';
import type { Sid } from '../model/sid';
import type { Activity, Reservation, Task, Worker } from '../model/taskrouter';
import type { WebhookDelivery } from '../model/webhooks';
import type { ChatIdentity, ChatSession } from '../wire/twilsock/ChatIdentity';

/** Who someone is, by the token that they carry. */
export interface Iam {
  /** A new Flex token for this person, and when it expires. */
  issueToken(person: Person): { token: string; expiration: Date };
  /** Undefined for a token that is unknown, changed or expired. */
  authenticate(token: string): Person | undefined;
  /** Who carries a Flex token, or an Access Token with a chat or Sync grant. Throws a 401 with Twilio's code. */
  authenticateChat(token: unknown): ChatSession;
}

/** Sync objects of one product (`flex_insights`, `ip_messaging`), pushed to whoever subscribed. */
export interface SyncScope {
  /** Makes an object, empty, where there is none of this name. The setters below do so by themselves. */
  open(kind: 'document' | 'list' | 'map', uniqueName: string): void;
  remove(kind: 'document' | 'list' | 'map', uniqueName: string): void;
  setDocument(uniqueName: string, data: unknown): void;
  setMapItem(map: string, key: string, data: unknown): void;
  removeMapItem(map: string, key: string): void;
  appendListItem(list: string, data: unknown): number;
  /** Adds the item where there is none at this index. */
  setListItem(list: string, index: number, data: unknown): void;
  removeListItem(list: string, index: number): void;
}

export interface Sync {
  scope(product: 'flex_insights' | 'ip_messaging' | 'data_sync'): SyncScope;
  /** Live-query index such as `tr-worker`. */
  setIndexItem(index: string, key: string, data: Record<string, unknown>): void;
  removeIndexItem(index: string, key: string): void;
}

export interface NewMessage {
  author?: string;
  body?: string | null;
  attributes?: string;
  media?: Media[];
  contentSid?: Sid;
  /** JSON text, as Twilio takes it. */
  contentVariables?: string;
  /** The sender where they are a participant. */
  participantSid?: Sid | null;
}

export interface Conversations {
  create(input: {
    friendlyName?: string;
    uniqueName?: string;
    attributes?: string;
    messagingServiceSid?: string;
    state?: Conversation['state'];
    createdBy?: string;
  }): Conversation;
  /** By SID or unique name; throws a 404. */
  fetch(sidOrUniqueName: string): Conversation;
  update(
    conversationSid: Sid,
    change: Partial<Pick<Conversation, 'friendlyName' | 'uniqueName' | 'attributes' | 'state'>>,
  ): Conversation;
  remove(conversationSid: Sid): void;
  addParticipant(
    conversationSid: Sid,
    input: { identity?: string; messagingBinding?: MessagingBinding; attributes?: string },
  ): Participant;
  /** By MB SID or identity. */
  removeParticipant(conversationSid: Sid, participant: string): void;
  /** The friendly name of a chat user: that of the person, or else the identity itself until it gets another. */
  nameOf(identity: string): string;
  setName(identity: string, friendlyName: string): void;
  addWebhook(
    conversationSid: Sid,
    target: ScopedWebhook['target'],
    configuration: ScopedWebhook['configuration'],
  ): ScopedWebhook;
  addMessage(conversationSid: Sid, message: NewMessage): Message;
  /** Records how far a message got with one participant. A status never goes back, `delivered` to `sent`. */
  setReceipt(
    conversationSid: Sid,
    messageSid: Sid,
    participantSid: Sid,
    status: DeliveryStatus,
    errorCode?: number,
    channelMessageSid?: Sid,
  ): void;
  /** The conversation, not closed, that this pair of addresses is bound to. */
  findOpenByBinding(address: string, proxyAddress: string): Conversation | undefined;
  /** Keeps a file, ready to go into a message. */
  addMedia(file: { data: Buffer; contentType: string; filename?: string; author?: string }): Media;
  /** Where the bytes of a file are read without credentials, on `media.us1.twilio.com`. Throws a 404. */
  mediaUrl(mediaSid: Sid): string;
  /** The file that an address of `mediaUrl` leads to. */
  findMedia(url: string): Media | undefined;
  /** Whether someone may read a Sync object of this name that shows a conversation or a user. */
  mayReadObject(from: ChatIdentity, objectName: string): boolean;
}

export interface TaskRouter {
  createTask(input: {
    attributes: Record<string, unknown>;
    workflowSid?: Sid;
    taskQueueSid?: Sid;
    /** A worker or queue that the task goes to directly; becomes the task's `routing_target`. */
    routingTarget?: Sid;
    taskChannel?: string;
    priority?: number;
    timeout?: number;
    ignoreCapacity?: boolean;
  }): Task;
  /** Merges nothing: the attributes given replace those that were. */
  updateTask(taskSid: Sid, change: { attributes?: Record<string, unknown>; priority?: number }): Task;
  cancelTask(taskSid: Sid, reason?: string): void;
  /** Moves a reservation on, its task with it, and tells the worker's browsers. Throws a 400 where the step is not allowed. */
  setReservation(
    reservationSid: Sid,
    status: 'accepted' | 'rejected' | 'wrapping' | 'completed' | 'timeout' | 'canceled' | 'rescinded',
  ): Reservation;
  /** The reservation, pending or live, of this task. */
  reservationOf(taskSid: Sid): Reservation | undefined;
  setActivity(workerSid: Sid, activitySid: Sid, rejectPendingReservations?: boolean): Worker;
  activityByName(friendlyName: string): Activity | undefined;
}

/** What the browser asks of the event bridge under a path that another service answers, such as `v1/Interactions/…`. */
export interface EventBridgeRequest {
  method: 'GET' | 'POST';
  /** Path segments after the prefix that the route was added with. */
  path: string[];
  params: Record<string, unknown>;
  person: Person;
}

/** Answers the requests under a path of the event bridge: returns the `payload`, or throws a TwilioError. */
export interface EventBridgeRoute {
  prefix: string;
  handle: (request: EventBridgeRequest) => unknown;
}

export interface EventBridge {
  /**
   * Adds a path: `handle` answers the `payload`, or throws a TwilioError. The longest prefix wins. A service that is
   * still being made pushes onto `world.eventBridgeRoutes` instead.
   */
  route(prefix: string, handle: (request: EventBridgeRequest) => unknown): void;
  /** Sends an event to every browser of this worker, in order, a moment later: Flex needs its request answered first. */
  push(workerSid: Sid, eventType: string, payload: unknown): void;
}

export interface Interactions {
  create(input: {
    channel: {
      type: string;
      initiated_by: 'customer' | 'agent' | 'api';
      properties?: Record<string, unknown>;
      participants?: Record<string, string>[];
    };
    routing: { properties: Record<string, unknown> };
    interactionContextSid?: string;
    webhookTtid?: string;
  }): Interaction;
  channelOf(conversationSid: Sid): InteractionChannel | undefined;
}

/** Message templates. */
export interface Content {
  find(contentSid: string): ContentTemplate | undefined;
  /** As this channel shows it, `chat` for no messaging channel. Undefined where a placeholder stays without a value. */
  render(
    template: ContentTemplate,
    variables: Record<string, string>,
    channel: MessagingType | 'chat',
  ): RenderedContent | undefined;
}

export interface Messaging {
  /** A customer writes to one of our addresses. */
  receive(input: {
    channel: MessagingType;
    from: string;
    to: string;
    body: string;
    media?: Media[];
    pressed?: Pressed;
  }): LoggedMessage;
  /** A customer has seen what one of our addresses wrote by WhatsApp or Messenger; by SMS there is no such receipt. */
  markRead(input: { customer: string; sender: string }): void;
}

export interface Studio {
  /** Runs a published flow for a conversation that has just opened. */
  startIncomingConversation(
    flowSid: Sid,
    conversation: Conversation,
    message: Message,
    address: AddressConfiguration,
  ): void;
}

export interface Monitor {
  /** Writes to Twilio's debugger; an error where no level is given. */
  alert(alert: NewAlert): void;
}

export interface WebChats {
  /**
   * Opens a chat with a guest of a website on an address of type `chat`. Without `identity` the guest gets a random one.
   * `preEngagementData` is JSON text. Throws a 400 or 404 where the address or the data will not do.
   */
  start(input: {
    addressSid: Sid;
    chatFriendlyName?: string;
    customerFriendlyName?: string;
    preEngagementData?: string;
    identity?: string;
  }): { conversation: Conversation; identity: string };
}

export interface WebhookRequest {
  /** The product that sends it, such as `conversations`. */
  kind: string;
  /** With its connection overrides in the fragment. */
  url: string;
  method?: 'GET' | 'POST';
  parameters: Record<string, string>;
  /** Milliseconds for all tries, where the product has a limit of its own; otherwise 15 seconds. */
  timeout?: number;
  /** For a product whose addresses take no connection overrides. */
  ignoresOverrides?: boolean;
}

/** What somebody is about to change in Conversations, as the REST API would be asked for it. */
export interface ConversationsChange {
  method: 'GET' | 'POST' | 'DELETE';
  /** After `Conversations`: none for a new one, `[CH]`, `[CH, 'Messages']`, `[CH, 'Messages', IM]` and so on. */
  path: string[];
  /** A parameter by its REST name, such as `Body`. */
  read: (name: string) => string | undefined;
}

export interface Webhooks {
  /** Sends a signed request to a backend. Resolves when the last try is over; never, where the world has ended. */
  deliver(request: WebhookRequest): Promise<WebhookDelivery>;
  /**
   * Asks the pre-event webhooks of Conversations whether this may happen. Undefined where none listens; otherwise what
   * they change (`body`, `friendly_name` …). Rejects with a 403 where one says no.
   */
  askBefore(change: ConversationsChange): Promise<Record<string, string>> | undefined;
}

export interface Services {
  iam: Iam;
  sync: Sync;
  conversations: Conversations;
  taskrouter: TaskRouter;
  eventBridge: EventBridge;
  interactions: Interactions;
  messaging: Messaging;
  content: Content;
  monitor: Monitor;
  studio: Studio;
  webChats: WebChats;
  webhooks: Webhooks;
}
