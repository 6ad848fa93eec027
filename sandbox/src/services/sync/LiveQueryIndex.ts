import { TwilioError } from '../../http/TwilioError';
import { ExpressionError, compileExpression } from '../../expression/compileExpression';
import { jsonCopy } from './SyncObject';

export interface IndexItem {
  key: string;
  data: unknown;
  /** Grows with every change of the index, also over a removal: the SDK drops what is not newer. */
  revision: number;
}

/** What changed: `item` is missing where it was removed. */
export interface IndexChange {
  key: string;
  item: IndexItem | undefined;
  revision: number;
}

/** Items that live queries search, such as `tr-worker`. Expressions reach an item as `data`. */
export class LiveQueryIndex {
  private readonly items = new Map<string, IndexItem>();
  readonly listeners = new Set<(change: IndexChange) => void>();
  lastEventId = 0;

  set(key: string, data: unknown): void {
    const item = { key, data: jsonCopy(data), revision: this.lastEventId + 1 };
    this.items.set(key, item);
    this.tell(key, item);
  }

  remove(key: string): void {
    if (this.items.delete(key)) this.tell(key, undefined);
  }

  search(test: (item: IndexItem) => boolean): IndexItem[] {
    return [...this.items.values()].filter(test);
  }

  private tell(key: string, item: IndexItem | undefined): void {
    this.lastEventId += 1;
    for (const listener of [...this.listeners]) listener({ key, item, revision: this.lastEventId });
  }
}

/** A test of index items; throws a 400 where the expression cannot be read. */
export function compileQuery(source: string): (item: IndexItem) => boolean {
  try {
    const test = compileExpression(source);
    return ({ data }) => test({ data });
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new TwilioError(400, 54507, `Invalid query: ${error.message}`);
  }
}
