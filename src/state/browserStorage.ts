/** For this tab, or for all of this browser's. */
type Place = 'sessionStorage' | 'localStorage';

/** What was kept under this key; undefined where there is nothing, or where storage is forbidden. */
export function readKept(place: Place, key: string): string | undefined {
  try {
    return window[place].getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Where storage is full or forbidden, a reload forgets it. */
export function keep(place: Place, key: string, value: string): void {
  try {
    window[place].setItem(key, value);
  } catch (error) {
    console.debug('[Messaging Controls] storage failed', error);
  }
}

/** Where storage is forbidden there is nothing. */
export function forget(place: Place, key: string): void {
  try {
    window[place].removeItem(key);
  } catch (error) {
    console.debug('[Messaging Controls] storage failed', error);
  }
}
