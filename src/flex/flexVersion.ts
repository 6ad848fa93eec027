/** The lowest version of Flex UI that is supported; docs/flex-versions.md tells how each was tried. */
export const LOWEST_FLEX_UI = '2.4.1';

/** The first one with Flex's action `SendRichContentMessage`. */
export const WITH_TEMPLATES = '2.12.0';

/** What `Twilio.Flex` says of itself; it is declared as one version, and is whichever the account has. */
export interface VersionedFlex {
  VERSION: string;
}

/** Whether this Flex UI is that version or a later one. */
export const isAtLeast = ({ VERSION }: VersionedFlex, version: string): boolean =>
  VERSION.localeCompare(version, 'en', { numeric: true }) >= 0;
