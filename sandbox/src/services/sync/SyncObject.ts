import { TwilioError } from '../../http/TwilioError';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';

export type SyncKind = 'document' | 'list' | 'map' | 'stream';

/** Path segment, SID prefix and "not found" code of each kind. https://www.twilio.com/docs/sync/error-codes */
export const SYNC_KINDS: Record<SyncKind, { path: string; prefix: string; notFound: number }> = {
  document: { path: 'Documents', prefix: 'ET', notFound: 54100 },
  list: { path: 'Lists', prefix: 'ES', notFound: 54150 },
  map: { path: 'Maps', prefix: 'MP', notFound: 54200 },
  stream: { path: 'Streams', prefix: 'TO', notFound: 54250 },
};

export const SYNC_HOST = 'cds.us1.twilio.com';

/** A change of an object as its subscribers are told of it. */
export interface SyncEvent {
  type: string;
  event: Record<string, unknown> & { id: number };
}

/** Events that an object keeps for subscribers who come back. */
const LOG_LENGTH = 1000;

export const revisionOf = (count: number): string => count.toString(16);

/** A copy that later changes of the original do not reach. */
export const jsonCopy = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);

/** What documents, lists, maps and streams share: name, revision, life time, and the log of what happened. */
export abstract class SyncObject {
  readonly sid: Sid;
  lastEventId = 0;
  readonly dateCreated: Date;
  dateUpdated: Date;
  dateExpires: Date | null = null;
  removed = false;
  serviceSid: Sid;
  readonly listeners = new Set<(event: SyncEvent) => void>();
  protected readonly log: SyncEvent[] = [];
  private cancelExpiry: () => void = () => undefined;

  constructor(
    protected readonly world: World,
    readonly kind: SyncKind,
    readonly uniqueName: string | null,
    private readonly onRemoved: (object: SyncObject) => void,
  ) {
    this.sid = this.world.random.sid(SYNC_KINDS[kind].prefix);
    this.serviceSid = world.syncServiceSid;
    this.dateCreated = this.dateUpdated = world.clock.now();
  }

  get url(): string {
    return `https://${SYNC_HOST}/v3/${SYNC_KINDS[this.kind].path}/${this.sid}`;
  }

  get revision(): string {
    return revisionOf(this.lastEventId);
  }

  /** Seconds to live from now; 0 is for ever. */
  setTtl(seconds: number): void {
    this.cancelExpiry();
    this.dateExpires = seconds > 0 ? new Date(this.world.clock.now().getTime() + seconds * 1000) : null;
    if (this.dateExpires) this.cancelExpiry = this.world.clock.after(seconds * 1000, () => this.remove());
  }

  remove(): void {
    if (this.removed) return;
    this.removed = true;
    this.cancelExpiry();
    this.onRemoved(this);
    this.tell(`${this.kind}_removed`, {});
    this.listeners.clear();
  }

  /** What happened after this event, in order. */
  eventsSince(lastEventId: number): SyncEvent[] {
    const first = this.log[0];
    if (first && first.event.id > lastEventId + 1) return this.rebuiltEventsSince(lastEventId);
    return this.log.filter(({ event }) => event.id > lastEventId);
  }

  toJson(): Record<string, unknown> {
    return {
      sid: this.sid,
      unique_name: this.uniqueName,
      account_sid: this.world.account.sid,
      service_sid: this.serviceSid,
      url: this.url,
      revision: this.revision,
      last_event_id: this.lastEventId,
      created_by: 'system',
      date_created: this.dateCreated,
      date_updated: this.dateUpdated,
      date_expires: this.dateExpires,
      links: {},
    };
  }

  /** Events made from the present state, where the log no longer reaches back. */
  protected abstract rebuiltEventsSince(lastEventId: number): SyncEvent[];

  protected eventFields(): Record<string, unknown> {
    return {
      [`${this.kind}_sid`]: this.sid,
      [`${this.kind}_unique_name`]: this.uniqueName,
      [`${this.kind}_revision`]: this.revision,
    };
  }

  protected tell(type: string, fields: Record<string, unknown>): void {
    this.lastEventId += 1;
    this.dateUpdated = this.world.clock.now();
    const event: SyncEvent = {
      type,
      event: { id: this.lastEventId, ...this.eventFields(), date_created: this.dateUpdated, ...fields },
    };
    this.log.push(event);
    if (this.log.length > LOG_LENGTH) this.log.shift();
    for (const listener of [...this.listeners]) listener(event);
  }
}

/** Throws where a conditional write names another revision. */
export function matchRevision(ifMatch: string | undefined, revision: string): void {
  if (ifMatch !== undefined && ifMatch !== revision) throw new TwilioError(412, 54003, 'The revision does not match');
}
