import { keep, readKept } from '../state/browserStorage';

const KEY = 'messaging-controls.auto-accept.stopped';
/** More than a worker can be offered at once. */
const KEPT = 100;

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(readKept('localStorage', KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((sid): sid is string => typeof sid === 'string') : [];
  } catch (error) {
    console.warn('[Messaging Controls] what was stopped could not be read', error);
    return [];
  }
}

/** Reservations whose count-down the agent has stopped, for all tabs and after a reload. */
export const isStopped = (reservationSid: string): boolean => read().includes(reservationSid);

/** Where storage is full or forbidden, the agent's choice still holds in this tab. */
export const keepStopped = (reservationSid: string): void =>
  keep('localStorage', KEY, JSON.stringify([reservationSid, ...read()].slice(0, KEPT)));

/** Calls `listener` when another tab has stopped one. Returns what ends that. */
export function onStoppedElsewhere(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === KEY) {
      listener();
    }
  };
  window.addEventListener('storage', onStorage);
  return () => window.removeEventListener('storage', onStorage);
}
