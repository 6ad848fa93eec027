const keyOf = (element: Element): string => (element as HTMLElement).dataset['key'] ?? '';

/**
 * Makes `list` hold what `next` holds, by `data-key`. Items that have not changed stay as they are, so that only news
 * is read out; and so do those in which somebody has opened details.
 */
export function mergeList(list: Element, next: Element): void {
  const present = new Map([...list.children].map((item) => [keyOf(item), item]));
  [...next.children].forEach((item, index) => {
    const old = present.get(keyOf(item));
    present.delete(keyOf(item));
    const stays = old !== undefined && (old.querySelector('details[open]') !== null || old.isEqualNode(item));
    const kept = stays ? old : item;
    if (old && !stays) old.replaceWith(kept);
    if (list.children[index] !== kept) list.insertBefore(kept, list.children[index] ?? null);
  });
  for (const gone of present.values()) gone.remove();
}

/** Runs `refresh` one at a time; what is asked for meanwhile makes one more. */
export function oneAtATime(refresh: () => Promise<void>): () => Promise<void> {
  let running = false;
  let again = false;
  return async () => {
    again = true;
    if (running) return;
    running = true;
    try {
      while (again) {
        again = false;
        await refresh();
      }
    } catch (error) {
      // The sandbox is away; the event stream connects again by itself and refreshes then.
      console.warn(error);
    } finally {
      running = false;
    }
  };
}
