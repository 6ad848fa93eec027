import fs from 'node:fs';

import * as v from 'valibot';

const count = v.pipe(v.number(), v.minValue(0));

const exchangeSchema = v.strictObject({
  method: v.picklist(['GET', 'POST', 'PUT', 'DELETE']),
  /** Such as `conversations.twilio.com`. */
  host: v.pipe(v.string(), v.regex(/^([a-z0-9-]+\.)+twilio\.com$/, 'It has to be one of Twilio’s hosts.')),
  /** Without the query, which stands in `parameters`. */
  path: v.pipe(v.string(), v.startsWith('/')),
  sentAs: v.picklist(['query', 'form', 'json']),
  parameters: v.record(v.string(), v.unknown()),
  /** Milliseconds since the recording began. */
  at: count,
  /** Until the answer. */
  milliseconds: count,
  /** Null where none came. */
  answer: v.nullable(v.strictObject({ status: v.pipe(v.number(), v.integer()), body: v.unknown() })),
});

const stepSchema = v.strictObject({
  id: v.string(),
  /** A probe asks the same of every account; what a check is answered depends on what the account holds. */
  kind: v.picklist(['check', 'probe']),
  exchanges: v.array(exchangeSchema),
});

const FORMAT = 'messaging-controls-exchanges';
const VERSION = 1;

/**
 * What was asked of an account and what it answered, by steps. What could tell of people or of the account has been
 * replaced by places such as `<CH1>`, `<number2>` and `<text3>`, the same one for the same value in all of the file.
 */
const recordingSchema = v.strictObject({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  of: v.picklist(['account', 'sandbox']),
  /** The places of what a replay has values of its own for. */
  places: v.strictObject({ account: v.string(), phone: v.optional(v.string()), from: v.optional(v.string()) }),
  steps: v.array(stepSchema),
});

export type RecordedExchange = v.InferOutput<typeof exchangeSchema>;
export type RecordedStep = v.InferOutput<typeof stepSchema>;
export type Recording = v.InferOutput<typeof recordingSchema>;

export function writeRecording(file: string, recording: Omit<Recording, 'format' | 'version'>): void {
  const whole: Recording = { format: FORMAT, version: VERSION, ...recording };
  fs.writeFileSync(file, `${JSON.stringify(whole, undefined, 2)}\n`);
}

/** Throws with a sentence that says what is wrong with the file. */
export function readRecording(file: string): Recording {
  let content: unknown;
  try {
    content = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(code === 'ENOENT' ? `There is no ${file}.` : `${file} could not be read: ${message}`, {
      cause: error,
    });
  }
  const { format, version } = (content ?? {}) as { format?: unknown; version?: unknown };
  if (format !== FORMAT) {
    throw new Error(`${file} holds no recorded exchanges. "npm run doctor -- --record <file>" writes such a file.`);
  }
  if (version !== VERSION) {
    throw new Error(
      `${file} is of version ${String(version)}, and this program reads version ${VERSION}. Record it again, or use the program that wrote it.`,
    );
  }
  const parsed = v.safeParse(recordingSchema, content);
  if (parsed.success) return parsed.output;
  const mistakes = parsed.issues.map((issue) => `  ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
  throw new Error(`${file} is damaged:\n${mistakes.slice(0, 10).join('\n')}`);
}
