import type { JanitorFinding } from '../../../src/contract/janitor';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { SilenceDone } from '../silence/seeToSilence';
import type { Rest } from './bringToRest';

/** What a sweep works with. */
export interface Janitor {
  call: Pick<FunctionCall, 'twilio' | 'http' | 'context' | 'log'>;
  configuration: FlexConfiguration;
}

/** An open conversation, as it was listed. */
export interface Open {
  sid: string;
  state: string;
  attributes: string;
  dateUpdated: Date;
}

/**
 * What became of what was found; beside bringToRest's: `closed` – nobody needed it any more; `listed`, `cancelled` – a
 * scheduled message that its agent sees again, or that never goes.
 */
export type Mended = Rest | 'closed' | 'listed' | 'cancelled';

export type Mending = Promise<Result<Mended, FunctionError>>;

/** Something that is wrong, and what sees to it. */
export interface Found extends Pick<JanitorFinding, 'conversationSid' | 'finding'> {
  /** Looks once more before it does anything. Safe to repeat, and side by side. */
  mend: (janitor: Janitor) => Promise<Result<Mended | SilenceDone, FunctionError>>;
}
