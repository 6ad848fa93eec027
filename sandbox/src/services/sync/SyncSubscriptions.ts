import { TwilioError } from '../../http/TwilioError';
import type { TwilsockAnswer, TwilsockConnection, TwilsockRequest } from '../../wire/twilsock/TwilsockConnection';
import { compileQuery } from './LiveQueryIndex';
import type { IndexChange } from './LiveQueryIndex';
import type { SyncKind, SyncObject } from './SyncObject';
import type { SyncStore } from './SyncStore';

interface SubscriptionRequest {
  object_sid: string;
  object_type: SyncKind | 'live_query';
  /** The last event that the SDK has; null where it holds no items. */
  last_event_id?: number | null;
  index_name?: string;
  query_string?: string;
}

interface SubscriptionsBody {
  action: 'establish' | 'cancel';
  correlation_id: number;
  requests?: SubscriptionRequest[];
}

const EVENT = 'twilio.sync.event';

/**
 * Who is told of which object's changes. Establishing a subscription replays what happened since the event that the
 * SDK knows: after a lost connection that is how it catches up.
 */
export class SyncSubscriptions {
  private readonly ends = new Map<TwilsockConnection, Map<string, () => void>>();

  constructor(private readonly mayRead: (request: TwilsockRequest, object: SyncObject) => boolean) {}

  /** `POST /v4/Subscriptions`. The outcome of each request follows the answer as a notification. */
  answer(request: TwilsockRequest, store: SyncStore): TwilsockAnswer {
    const { action, correlation_id, requests = [] } = request.body as unknown as SubscriptionsBody;
    const { connection } = request;
    const after = (): void => {
      for (const wanted of requests) {
        const outcome = { object_sid: wanted.object_sid, object_type: wanted.object_type };
        const tell = (event_type: string, event: object): void =>
          connection.notify(EVENT, {
            event_type,
            event_protocol_version: 4,
            correlation_id,
            event: { ...outcome, ...event },
          });
        this.end(connection, wanted.object_sid);
        if (action === 'cancel') {
          tell('subscription_canceled', {});
          continue;
        }
        try {
          const last_event_id =
            wanted.object_type === 'live_query'
              ? this.establishQuery(connection, store, wanted, correlation_id)
              : this.establish(request, store, wanted, correlation_id);
          tell('subscription_established', { replay_status: 'completed', last_event_id });
        } catch (error) {
          if (!(error instanceof TwilioError)) throw error;
          tell('subscription_failed', { error: { status: error.status, code: error.code, message: error.message } });
        }
      }
    };
    // Where nothing arrives within the estimated delivery, the SDK asks again; 0 would be for ever.
    return { body: { max_batch_size: 100, estimated_delivery_in_ms: 500, ttl_in_s: -1 }, after };
  }

  private establish(
    request: TwilsockRequest,
    store: SyncStore,
    wanted: SubscriptionRequest,
    correlation: number,
  ): number {
    const { connection } = request;
    const object = store.find(wanted.object_type as SyncKind, wanted.object_sid);
    if (!object) throw new TwilioError(404, 54007, 'Object not found');
    if (!this.mayRead(request, object)) throw new TwilioError(403, 54007, 'Access forbidden for identity');
    // Without items nothing is replayed: each old message would count as new.
    const missed = typeof wanted.last_event_id === 'number' ? object.eventsSince(wanted.last_event_id) : [];
    for (const { type, event } of missed) {
      connection.notify(EVENT, {
        event_type: type,
        event_protocol_version: 4,
        correlation_id: correlation,
        event,
      });
    }
    const messageType = object.kind === 'stream' ? EVENT : `com.twilio.rtd.cds.${object.kind}`;
    const listener: Parameters<SyncObject['listeners']['add']>[0] = ({ type, event }) =>
      connection.notify(messageType, { event_type: type, event_protocol_version: 4, event });
    object.listeners.add(listener);
    this.keep(connection, wanted.object_sid, () => object.listeners.delete(listener));
    return object.lastEventId;
  }

  /** The query comes with the request, also after a lost connection: nothing of it is remembered from before. */
  private establishQuery(
    connection: TwilsockConnection,
    store: SyncStore,
    wanted: SubscriptionRequest,
    correlation: number,
  ): number {
    const query_id = wanted.object_sid;
    const index = store.index(wanted.index_name ?? '');
    const test = compileQuery(wanted.query_string ?? '');
    const tell = (event_type: string, event: object, fields: object = {}): void =>
      connection.notify(EVENT, {
        event_type,
        event_protocol_version: 4,
        strictly_ordered: true,
        ...fields,
        event: { query_id, ...event },
      });

    const items = index.search(test);
    const matching = new Set(items.map(({ key }) => key));
    if (wanted.last_event_id !== index.lastEventId) {
      tell('live_query_updated', { last_event_id: index.lastEventId, items }, { correlation_id: correlation });
    }
    const listener = ({ key, item, revision }: IndexChange): void => {
      const fields = { item_key: key, item_revision: revision, last_event_id: revision };
      if (item && test(item)) {
        matching.add(key);
        tell('live_query_item_updated', { ...fields, item_data: item.data });
      } else if (matching.delete(key)) {
        tell('live_query_item_removed', fields);
      }
    };
    index.listeners.add(listener);
    this.keep(connection, query_id, () => index.listeners.delete(listener));
    return index.lastEventId;
  }

  private keep(connection: TwilsockConnection, objectSid: string, end: () => void): void {
    let ends = this.ends.get(connection);
    if (!ends) {
      this.ends.set(connection, (ends = new Map<string, () => void>()));
      connection.onClose(() => {
        for (const endOne of this.ends.get(connection)?.values() ?? []) endOne();
        this.ends.delete(connection);
      });
    }
    ends.set(objectSid, end);
  }

  private end(connection: TwilsockConnection, objectSid: string): void {
    const ends = this.ends.get(connection);
    ends?.get(objectSid)?.();
    ends?.delete(objectSid);
  }
}
