import type { World } from '../../World';
import { SyncObject, jsonCopy } from './SyncObject';
import type { SyncEvent } from './SyncObject';

export class SyncDocument extends SyncObject {
  private data: unknown = {};

  constructor(world: World, uniqueName: string | null, onRemoved: (object: SyncObject) => void) {
    super(world, 'document', uniqueName, onRemoved);
  }

  set(data: unknown): void {
    this.data = jsonCopy(data);
    this.tell('document_updated', { document_data: this.data });
  }

  override toJson(): Record<string, unknown> {
    return { ...super.toJson(), data: this.data };
  }

  protected rebuiltEventsSince(): SyncEvent[] {
    const event = { id: this.lastEventId, ...this.eventFields(), date_created: this.dateUpdated };
    return [{ type: 'document_updated', event: { ...event, document_data: this.data } }];
  }
}
