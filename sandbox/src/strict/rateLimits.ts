/** A limit that Twilio documents on requests of one kind. */
export interface RateLimit {
  /** As [limits](docs/sandbox.md#strict) call it. */
  name: string;
  host: string;
  methods: readonly string[];
  /** Its first group is what the limit counts by: an object, a conversation. Without one all count together. */
  path: RegExp;
  /** Only requests with one of these in their query count. */
  search?: readonly string[];
  /** `endpoint`: each method and path counts by itself, whatever SIDs stand in it. */
  by?: 'endpoint';
  perSecond: number;
  /** So many seconds' worth may come at once. */
  burstSeconds: number;
  /** Twilio's error code; the status is 429. */
  code: number;
  source: string;
}

const TASKROUTER = 'https://www.twilio.com/en-us/changelog/taskrouter-endpoint-rate-limit-correction';
const CONVERSATIONS = 'https://www.twilio.com/en-us/changelog/increasing-actions-per-second-for-conversations-';
const SYNC = 'https://www.twilio.com/docs/sync/limits';
const TOO_MANY = 20429;
/** https://www.twilio.com/docs/api/errors/54009 */
const SYNC_TOO_MANY = 54009;
const SERVICE = String.raw`(?:/Services/[^/]+)?`;
const WRITES = ['POST', 'DELETE'];

const search = (name: string, list: string, parameter: string): RateLimit => ({
  name,
  host: 'taskrouter.twilio.com',
  methods: ['GET'],
  path: new RegExp(`^/v1/Workspaces/[^/]+/${list}$`),
  search: [parameter],
  perSecond: 3,
  burstSeconds: 1,
  code: TOO_MANY,
  source: TASKROUTER,
});

/** What the profile `strict` holds HTTP requests to. */
export const RATE_LIMITS: readonly RateLimit[] = [
  search('tasks found by EvaluateTaskAttributes', 'Tasks', 'EvaluateTaskAttributes'),
  search('workers found by TargetWorkersExpression', 'Workers', 'TargetWorkersExpression'),
  search('queues found by EvaluateWorkerAttributes', 'TaskQueues', 'EvaluateWorkerAttributes'),
  {
    name: 'Interactions, each endpoint',
    host: 'flex-api.twilio.com',
    methods: ['GET', 'POST'],
    path: /^\/v1\/Interactions\b/,
    by: 'endpoint',
    perSecond: 20,
    burstSeconds: 1,
    code: TOO_MANY,
    source: 'https://www.twilio.com/docs/flex/developer/conversations/limits',
  },
  {
    name: 'web chats made',
    host: 'flex-api.twilio.com',
    methods: ['POST'],
    path: /^\/v2\/WebChats$/,
    perSecond: 5,
    burstSeconds: 1,
    // https://www.twilio.com/docs/api/errors/45719
    code: 45719,
    source: 'https://www.twilio.com/docs/flex/developer/conversations/limits',
  },
  {
    name: 'conversations made or deleted',
    host: 'conversations.twilio.com',
    methods: ['POST', 'DELETE'],
    path: new RegExp(`^/v1${SERVICE}/(?:Conversations|ConversationWithParticipants)$`),
    perSecond: 30,
    burstSeconds: 1,
    code: TOO_MANY,
    source: CONVERSATIONS,
  },
  {
    name: 'messages and participants added or changed, each conversation',
    host: 'conversations.twilio.com',
    methods: WRITES,
    path: new RegExp(`^/v1${SERVICE}/Conversations/([^/]+)/(?:Messages|Participants)`),
    perSecond: 30,
    burstSeconds: 1,
    code: TOO_MANY,
    source: CONVERSATIONS,
  },
  {
    name: 'Sync: writes, each document, list and map',
    host: 'sync.twilio.com',
    methods: WRITES,
    path: /^\/v1\/Services\/([^/]+\/(?:Documents|Lists|Maps)\/[^/]+)/,
    perSecond: 20,
    burstSeconds: 10,
    code: SYNC_TOO_MANY,
    source: SYNC,
  },
  {
    name: 'Sync: reads, each document, list and map',
    host: 'sync.twilio.com',
    methods: ['GET'],
    path: /^\/v1\/Services\/([^/]+\/(?:Documents|Lists|Maps)\/[^/]+)/,
    perSecond: 20,
    burstSeconds: 10,
    code: SYNC_TOO_MANY,
    source: SYNC,
  },
  {
    name: 'Sync: messages, each stream',
    host: 'sync.twilio.com',
    methods: ['POST'],
    path: /^\/v1\/Services\/([^/]+\/Streams\/[^/]+)\/Messages$/,
    perSecond: 30,
    burstSeconds: 10,
    code: SYNC_TOO_MANY,
    source: SYNC,
  },
  {
    name: 'Sync: objects made',
    host: 'sync.twilio.com',
    methods: ['POST'],
    path: /^\/v1\/Services\/[^/]+\/(?:Documents|Lists|Maps|Streams)$/,
    perSecond: 20,
    burstSeconds: 10,
    code: SYNC_TOO_MANY,
    source: 'https://www.twilio.com/docs/api/errors/54009',
  },
  {
    name: 'lists of content templates',
    host: 'content.twilio.com',
    methods: ['GET'],
    path: /^\/v\d\/(?:Content|ContentAndApprovals)$/,
    perSecond: 20,
    burstSeconds: 1,
    code: TOO_MANY,
    source: 'https://www.twilio.com/en-us/changelog/content-api-rate-limits',
  },
];
