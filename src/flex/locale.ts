import type * as Flex from '@twilio/flex-ui';

/**
 * The locale tag that Flex shows itself in, such as `pt-BR`. It can only change by a reload.
 * Without Flex's localization feature `localeTag` stays `en-US` from the source "flex default", whatever the account's
 * `language` says; so the account's language goes before that default.
 */
export function localeTag(manager: Flex.Manager): string {
  const { localization, configuration } = manager;
  // Flex declares `localeSource` as an enum that its bundle does not export.
  const isDefault = (localization?.localeSource as string | undefined) === 'flex default';
  return (
    (isDefault ? configuration.language : undefined) ?? localization?.localeTag ?? configuration.language ?? 'en-US'
  );
}
