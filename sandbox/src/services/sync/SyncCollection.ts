import { TwilioError } from '../../http/TwilioError';
import type { World } from '../../World';
import { SyncObject, jsonCopy, revisionOf } from './SyncObject';
import type { SyncEvent } from './SyncObject';

export interface SyncItem<Key extends string | number> {
  key: Key;
  data: unknown;
  /** Writes so far, less one. */
  revision: number;
  createdEventId: number;
  /** The event that changed the item last; the SDK drops whatever is not newer. */
  lastEventId: number;
  dateCreated: Date;
  dateUpdated: Date;
  dateExpires: Date | null;
}

/** Where a page begins. The SDK asks for the next page with the token alone, so the token holds all of this. */
interface Cursor {
  order: 'asc' | 'desc';
  size: number;
  from?: string | number;
  after?: string | number;
  until?: string | number;
}

const MAXIMUM_PAGE_SIZE = 100;

const encodeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

function decodeCursor(token: string): Cursor {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString()) as Cursor;
  } catch {
    throw new TwilioError(400, 54005, 'Invalid PageToken');
  }
}

/** Items by key: the part that lists and maps share. */
export abstract class SyncCollection<Key extends string | number> extends SyncObject {
  protected readonly items = new Map<Key, SyncItem<Key>>();
  private readonly cancelItemExpiry = new Map<Key, () => void>();

  protected abstract readonly keyField: 'index' | 'key';
  abstract keyOf(text: string): Key;
  /** The key that an item without one gets; undefined where the writer must name it. */
  abstract nextKey(): Key | undefined;

  get(key: Key): SyncItem<Key> | undefined {
    return this.items.get(key);
  }

  /** Writes an item, new or not. */
  setItem(key: Key, data: unknown): SyncItem<Key> {
    const previous = this.items.get(key);
    const now = this.world.clock.now();
    const id = this.lastEventId + 1;
    const item: SyncItem<Key> = {
      key,
      data: jsonCopy(data),
      revision: previous ? previous.revision + 1 : 0,
      createdEventId: previous?.createdEventId ?? id,
      lastEventId: id,
      dateCreated: previous?.dateCreated ?? now,
      dateUpdated: now,
      dateExpires: previous?.dateExpires ?? null,
    };
    this.items.set(key, item);
    this.tell(`${this.kind}_item_${previous ? 'updated' : 'added'}`, this.itemFields(item));
    return item;
  }

  removeItem(key: Key): void {
    const item = this.items.get(key);
    if (!item) return;
    this.items.delete(key);
    this.cancelItemExpiry.get(key)?.();
    this.tell(`${this.kind}_item_removed`, { [`item_${this.keyField}`]: key, item_data: item.data });
  }

  setItemTtl(item: SyncItem<Key>, seconds: number): void {
    this.cancelItemExpiry.get(item.key)?.();
    this.cancelItemExpiry.delete(item.key);
    item.dateExpires = seconds > 0 ? new Date(this.world.clock.now().getTime() + seconds * 1000) : null;
    if (item.dateExpires) {
      this.cancelItemExpiry.set(
        item.key,
        this.world.clock.after(seconds * 1000, () => this.removeItem(item.key)),
      );
    }
  }

  itemJson(item: SyncItem<Key>): Record<string, unknown> {
    return {
      [this.keyField]: item.key,
      [`${this.kind}_sid`]: this.sid,
      url: this.itemUrl(item),
      revision: revisionOf(item.revision),
      last_event_id: item.lastEventId,
      data: item.data,
      created_by: 'system',
      date_created: item.dateCreated,
      date_updated: item.dateUpdated,
      date_expires: item.dateExpires,
    };
  }

  /** Items in the order of their keys, from a place on; `Key` or `Index` asks for one alone. */
  page(query: Record<string, string>): Record<string, unknown> {
    const size = Math.min(Number(query['PageSize']) || 50, MAXIMUM_PAGE_SIZE);
    const single = query['Key'] ?? query['Index'];
    if (single !== undefined) {
      const item = this.items.get(this.keyOf(single));
      return { items: item ? [this.itemJson(item)] : [], meta: { previous_token: null, next_token: null } };
    }
    const { From: from, PageToken: token } = query;
    const cursor: Cursor = token
      ? decodeCursor(token)
      : {
          order: query['Order'] === 'desc' ? 'desc' : 'asc',
          size,
          ...(from === undefined ? {} : { from: this.keyOf(from) }),
        };
    return this.pageFrom(cursor);
  }

  allItems(): SyncItem<Key>[] {
    return [...this.items.values()].sort((left, right) => (left.key < right.key ? -1 : 1));
  }

  override toJson(): Record<string, unknown> {
    return { ...super.toJson(), links: { items: `${this.url}/Items` } };
  }

  protected rebuiltEventsSince(lastEventId: number): SyncEvent[] {
    const changed = this.allItems()
      .filter((item) => item.lastEventId > lastEventId)
      .map((item) => ({
        type: `${this.kind}_item_${item.createdEventId > lastEventId ? 'added' : 'updated'}`,
        event: {
          ...this.eventFields(),
          ...this.itemFields(item),
          id: item.lastEventId,
          date_created: item.dateUpdated,
        },
      }));
    const removals = this.log.filter(({ type }) => type.endsWith('_item_removed'));
    return [...removals, ...changed].sort((left, right) => left.event.id - right.event.id);
  }

  private itemUrl(item: SyncItem<Key>): string {
    return `${this.url}/Items/${encodeURIComponent(item.key)}`;
  }

  private itemFields(item: SyncItem<Key>): Record<string, unknown> {
    return {
      [`item_${this.keyField}`]: item.key,
      item_url: this.itemUrl(item),
      item_revision: revisionOf(item.revision),
      item_data: item.data,
    };
  }

  private pageFrom({ order, size, from, after, until }: Cursor): Record<string, unknown> {
    const all = this.allItems();
    if (order === 'desc') all.reverse();
    const precedes = (left: string | number, right: string | number): boolean =>
      order === 'asc' ? left < right : left > right;
    const firstWhere = (test: (key: Key) => boolean): number => {
      const index = all.findIndex(({ key }) => test(key));
      return index < 0 ? all.length : index;
    };
    let start = 0;
    if (from !== undefined) start = firstWhere((key) => !precedes(key, from));
    if (after !== undefined) start = firstWhere((key) => precedes(after, key));
    if (until !== undefined) start = Math.max(0, firstWhere((key) => !precedes(key, until)) - size);
    const items = all.slice(start, start + size);
    const [first, last] = [items[0], items.at(-1)];
    return {
      items: items.map((item) => this.itemJson(item)),
      meta: {
        previous_token: first && start > 0 ? encodeCursor({ order, size, until: first.key }) : null,
        next_token: last && start + items.length < all.length ? encodeCursor({ order, size, after: last.key }) : null,
      },
    };
  }
}

export class SyncMap extends SyncCollection<string> {
  protected readonly keyField = 'key';

  constructor(world: World, uniqueName: string | null, onRemoved: (object: SyncObject) => void) {
    super(world, 'map', uniqueName, onRemoved);
  }

  keyOf(text: string): string {
    return text;
  }

  nextKey(): undefined {
    return undefined;
  }
}

export class SyncList extends SyncCollection<number> {
  protected readonly keyField = 'index';
  private nextIndex = 0;
  private context: unknown = {};

  constructor(world: World, uniqueName: string | null, onRemoved: (object: SyncObject) => void) {
    super(world, 'list', uniqueName, onRemoved);
  }

  /** The SDK compares indexes as numbers. */
  keyOf(text: string): number {
    return Number(text);
  }

  nextKey(): number {
    return this.nextIndex;
  }

  override setItem(index: number, data: unknown): SyncItem<number> {
    this.nextIndex = Math.max(this.nextIndex, index + 1);
    return super.setItem(index, data);
  }

  setContext(data: unknown): void {
    this.context = jsonCopy(data);
    this.tell('list_context_updated', { context_data: this.context });
  }

  contextJson(): Record<string, unknown> {
    return {
      data: this.context,
      last_event_id: this.lastEventId,
      revision: this.revision,
      date_updated: this.dateUpdated,
    };
  }

  override toJson(): Record<string, unknown> {
    return { ...super.toJson(), links: { items: `${this.url}/Items`, context: `${this.url}/Context` } };
  }
}
