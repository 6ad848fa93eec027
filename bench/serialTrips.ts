/** A call, by its beginning and its end. */
export interface Interval {
  from: number;
  to: number;
}

/** How many calls had to wait for one another: the longest row of calls of which none overlaps the next. */
export function serialTrips(calls: readonly Interval[]): number {
  let trips = 0;
  let end = -Infinity;
  for (const { from, to } of [...calls].sort((a, b) => a.to - b.to)) {
    if (from < end) continue;
    trips += 1;
    end = to;
  }
  return trips;
}
