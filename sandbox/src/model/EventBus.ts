import { EventEmitter } from 'node:events';

import type { WorldEvents } from './WorldEvents';

/** What happens in the world, told to whoever listens. Listeners run at once, in the order in which they came. */
export class EventBus {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private readonly anyListeners: ((name: keyof WorldEvents, event: WorldEvents[keyof WorldEvents]) => void)[] = [];

  on<K extends keyof WorldEvents>(name: K, listener: (event: WorldEvents[K]) => void): () => void {
    this.emitter.on(name, listener);
    return () => this.emitter.off(name, listener);
  }

  /** Hears every event before those who listen to it by name. */
  onAny(listener: (name: keyof WorldEvents, event: WorldEvents[keyof WorldEvents]) => void): void {
    this.anyListeners.push(listener);
  }

  emit<K extends keyof WorldEvents>(name: K, event: WorldEvents[K]): void {
    for (const listener of this.anyListeners) listener(name, event);
    this.emitter.emit(name, event);
  }
}
