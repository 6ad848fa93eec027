interface StartedFor {
  /** The supervisor (`WK…`). */
  startedBy: string | undefined;
  /** The agent; a task does not name its own. */
  startedFor: string | undefined;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** What a message's or a task's attributes tell of a supervisor who began the conversation for an agent. */
export function startedForOf(attributes: unknown): StartedFor {
  const ours = (attributes as { messagingControls?: Record<string, unknown> } | null | undefined)?.messagingControls;
  return { startedBy: text(ours?.startedBy), startedFor: text(ours?.startedFor) };
}
