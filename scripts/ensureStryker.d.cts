export function ensureStryker(): string;
