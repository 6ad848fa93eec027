import type * as Flex from '@twilio/flex-ui';

/**
 * `ui_attributes.messaging_controls` as it stands. Flex merges `ui_attributes` over `appConfig.js` into its
 * configuration, so this covers a local appConfig.js too. It is read when Flex starts; later changes need a reload.
 */
export function rawSettings({ configuration, serviceConfiguration }: Flex.Manager): unknown {
  const merged = configuration as { messaging_controls?: unknown };
  const attributes = serviceConfiguration.ui_attributes as { messaging_controls?: unknown } | undefined;
  return merged.messaging_controls ?? attributes?.messaging_controls;
}
