import type { Sid } from '../../model/sid';
import type { World } from '../../World';
import { SyncObject } from './SyncObject';
import type { SyncEvent } from './SyncObject';

/** Messages for whoever listens now; none is kept. */
export class SyncStream extends SyncObject {
  constructor(world: World, uniqueName: string | null, onRemoved: (object: SyncObject) => void) {
    super(world, 'stream', uniqueName, onRemoved);
  }

  publish(data: unknown): Sid {
    const sid = this.world.random.sid('TZ');
    this.tell('stream_message_published', { message_sid: sid, message_data: data });
    return sid;
  }

  override eventsSince(): SyncEvent[] {
    return [];
  }

  override toJson(): Record<string, unknown> {
    return { ...super.toJson(), links: { messages: `${this.url}/Messages` } };
  }

  protected rebuiltEventsSince(): SyncEvent[] {
    return [];
  }
}
