/**
 * The channel of a task, by its attributes: ours where the account refuses the channel's own type, so that Twilio had to
 * be asked for another one.
 */
export function channelTypeOf(attributes: unknown): unknown {
  const { channelType, messagingControls } = (attributes ?? {}) as Record<string, unknown>;
  return (messagingControls as { channel?: unknown } | null | undefined)?.channel ?? channelType;
}
