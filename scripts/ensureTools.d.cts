/** The path of an installed Chromium; undefined where Playwright's own download serves. Throws where none can be had. */
export function ensureChromium(): string | undefined;
/** Installs curl where it is missing and can be had; throws elsewhere. */
export function ensureCurl(): void;
/** Installs Python 3 where it is missing and can be had; throws elsewhere. */
export function ensurePython(): void;
