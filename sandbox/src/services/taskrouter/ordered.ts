import { TwilioError } from '../../http/TwilioError';

type Sortable = string | number | Date;

/** Sorts by a parameter `Ordering` such as `DateStatusChanged:desc`; throws a 400 for a name that is not there. */
export function ordered<T>(
  items: readonly T[],
  ordering: string | undefined,
  keys: Record<string, (item: T) => Sortable>,
): T[] {
  const [name = '', direction = 'asc'] = (ordering ?? '').split(':');
  if (name === '') return [...items];
  const key = keys[name];
  if (!key) throw TwilioError.invalid('Ordering');
  const sign = direction.toLowerCase() === 'desc' ? -1 : 1;
  return [...items].sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    return left < right ? -sign : Number(left > right) * sign;
  });
}
