// Marks of what is to happen in some histories, counted over all of them: a simulation in which a rare thing never
// happens proves nothing about it.
export class Sometimes {
  private readonly counts = new Map<string, number>();

  mark(name: string): void {
    this.counts.set(name, this.count(name) + 1);
  }

  count(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  get all(): Record<string, number> {
    return Object.fromEntries([...this.counts].sort(([a], [b]) => a.localeCompare(b)));
  }
}
