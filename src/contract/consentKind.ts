/**
 * How a customer has agreed to a sender's messages, the weaker first. `implicit`: they have written to it. `explicit`: they
 * have said so, to a form, a system or an agent, or by START. `double`: they have said so, and confirmed it by START.
 */
export const CONSENT_KINDS = ['implicit', 'explicit', 'double'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

/** From where it is known. */
export const CONSENT_SOURCES = ['message', 'word', 'form', 'system', 'agent'] as const;
