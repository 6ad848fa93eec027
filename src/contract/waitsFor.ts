/** What a conversation that an agent puts aside comes back for: the customer's reply, a date, or whichever comes first. */
export const WAITS_FOR = ['reply', 'date', 'either'] as const;
export type WaitsFor = (typeof WAITS_FOR)[number];
