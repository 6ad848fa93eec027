/** Why a chunk of the plugin is not there: each is a sentence in strings/start (`chunk_<problem>`). */
export type ChunkProblem =
  /** The settings do not say where it lies. */
  | 'noBackend'
  /** The backend cannot be reached. */
  | 'unreachable'
  /** The backend answers, and does not have it: this page is older than what the backend keeps. */
  | 'gone'
  /** It came, and is damaged or throws. */
  | 'broken';

export class ChunkError extends Error {
  constructor(
    readonly problem: ChunkProblem,
    cause?: unknown,
  ) {
    super(cause instanceof Error ? `${problem}: ${cause.message}` : problem);
  }
}

/** webpack's own variable, which it reads: what the addresses of chunks begin with. */
declare let __webpack_public_path__: string;

let isSourceKnown = false;

/** Chunks lie among the backend's assets, under `/chunks/`. Without a backend there are none. */
export function loadChunksFrom(backendUrl: string | undefined): void {
  isSourceKnown = backendUrl !== undefined;
  __webpack_public_path__ = `${backendUrl}/`;
}

/** Milliseconds between one try and the next. */
const PAUSES = [500, 1500];

/** What webpack rejects with where a chunk's script failed; anything else was thrown by the code in the chunk. */
interface ScriptFailure extends Error {
  /** `missing`: the script has run, but there was no chunk in it. */
  type: 'error' | 'timeout' | 'missing';
  /** Its address. */
  request: string;
}

const isScriptFailure = (error: unknown): error is ScriptFailure =>
  error instanceof Error && error.name === 'ChunkLoadError';

/**
 * Loads chunks by `import()`, three times at most. Rejects with a `ChunkError`; what an administrator has to look into is
 * in the console by then.
 */
export async function loadChunk<T>(load: () => Promise<T>): Promise<T> {
  if (!isSourceKnown) {
    throw new ChunkError('noBackend');
  }
  for (let failures = 0; ; failures += 1) {
    try {
      return await load();
    } catch (error) {
      const pause = PAUSES[failures];
      if (!isScriptFailure(error) || pause === undefined) {
        const problem = await problemOf(error);
        console.error(`[Messaging Controls] a part of the plugin could not be loaded (${problem})`, error);
        throw new ChunkError(problem, error);
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

async function problemOf(error: unknown): Promise<ChunkProblem> {
  if (!isScriptFailure(error) || error.type === 'missing') {
    return 'broken';
  }
  // A script tag does not tell why. Assets allow no other origin to read them, but that there is an answer can be seen.
  return fetch(error.request, { mode: 'no-cors', cache: 'no-store' }).then(
    () => 'gone',
    () => 'unreachable',
  );
}
