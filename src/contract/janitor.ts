import * as v from 'valibot';

/**
 * `POST /janitor`: looks for customers who are left alone in an open conversation, and sees to them. By an agent's plugin
 * now and then, or by a system of the business with a key, such as a scheduler: whoever comes first in five minutes does it.
 */
export const janitorRequest = v.object(
  {
    /** `plan` only tells what it would do; the answer to it is not kept. */
    action: v.optional(v.picklist(['plan', 'apply'], 'REQUEST_INVALID'), 'apply'),
  },
  'REQUEST_INVALID',
);

/** What is wrong with a conversation. */
export const FINDINGS = [
  /** A start or an outreach was cut off half way. */
  'halfMade',
  /** The customer wrote last, and it is in no task. */
  'unanswered',
  /** The customer is answered, it is in no task, and what they write next would reach nobody. */
  'taskLost',
  /** The customer is answered, it is in no task, and has rested for longer than the settings let it. */
  'resting',
  /** Its agent neither answers the customer nor shows any activity. */
  'silent',
  /** It is closed, and its interaction still has an open channel. By the command alone. */
  'channelOpen',
  /** A message was scheduled, and the list of its agent does not tell which of Twilio's it is. By the command alone. */
  'unlistedMessage',
] as const;

export const janitorFinding = v.object({
  conversationSid: v.string(),
  finding: v.picklist(FINDINGS),
  /** What became of it; none with `plan`, and where it failed. */
  rest: v.optional(v.string()),
  /** Why it failed: a code of the contract. The next time tries again. */
  error: v.optional(v.string()),
});

export const janitorResponse = v.object({
  ok: v.literal(true),
  /** False where somebody else has done it in these five minutes. */
  isSwept: v.boolean(),
  findings: v.array(janitorFinding),
  /** False where there are conversations that were not reached: the next time comes to them. */
  isComplete: v.boolean(),
});

export type JanitorFinding = v.InferOutput<typeof janitorFinding>;
