import { TwilioError } from '../../http/TwilioError';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';
import { LiveQueryIndex } from './LiveQueryIndex';
import { SyncList, SyncMap } from './SyncCollection';
import { SyncDocument } from './SyncDocument';
import { SYNC_KINDS } from './SyncObject';
import type { SyncKind, SyncObject } from './SyncObject';
import { SyncStream } from './SyncStream';

export interface SyncObjects {
  document: SyncDocument;
  list: SyncList;
  map: SyncMap;
  stream: SyncStream;
}

const CLASSES = { document: SyncDocument, list: SyncList, map: SyncMap, stream: SyncStream };

/** The objects and live-query indexes of one product. */
export class SyncStore {
  private readonly objects = new Map<string, SyncObject>();
  private readonly indexes = new Map<string, LiveQueryIndex>();

  constructor(
    private readonly world: World,
    readonly product: string,
    readonly serviceSid: Sid = world.syncServiceSid,
  ) {}

  /** By SID or unique name. */
  find<K extends SyncKind>(kind: K, id: string): SyncObjects[K] | undefined {
    const object = this.objects.get(`${kind}:${id}`) ?? this.objects.get(id);
    return object?.kind === kind ? (object as SyncObjects[K]) : undefined;
  }

  fetch<K extends SyncKind>(kind: K, id: string): SyncObjects[K] {
    const object = this.find(kind, id);
    // Flex UI tests for this very text.
    if (!object) throw new TwilioError(404, SYNC_KINDS[kind].notFound, 'Unique name not found');
    return object;
  }

  list<K extends SyncKind>(kind: K): SyncObjects[K][] {
    return [...new Set(this.objects.values())].filter((object) => object.kind === kind) as SyncObjects[K][];
  }

  create<K extends SyncKind>(kind: K, uniqueName: string | null): SyncObjects[K] {
    const name = uniqueName === null ? undefined : `${kind}:${uniqueName}`;
    if (name && this.objects.has(name)) throw new TwilioError(409, 54301, 'Unique name already exists');
    const object = new CLASSES[kind](this.world, uniqueName, ({ sid }) => {
      this.objects.delete(sid);
      if (name) this.objects.delete(name);
    });
    object.serviceSid = this.serviceSid;
    this.objects.set(object.sid, object);
    if (name) this.objects.set(name, object);
    return object as SyncObjects[K];
  }

  open<K extends SyncKind>(kind: K, uniqueName: string): SyncObjects[K] {
    return this.find(kind, uniqueName) ?? this.create(kind, uniqueName);
  }

  index(name: string): LiveQueryIndex {
    let index = this.indexes.get(name);
    if (!index) this.indexes.set(name, (index = new LiveQueryIndex()));
    return index;
  }
}
