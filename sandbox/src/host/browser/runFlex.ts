import type * as Flex from '@twilio/flex-ui';

// Flex and its plugins look for the configuration there, as on a hosted Flex.
const page = window as unknown as { appConfig?: Flex.Config; Twilio?: { Flex: typeof Flex } };

const container = document.getElementById('container');
const config = document.getElementById('app-config')?.textContent;

const fail = (reason: unknown): void => {
  console.error(reason);
  if (!container) return;
  container.textContent = `Flex did not start: ${reason instanceof Error ? reason.message : String(reason)}`;
};

if (page.Twilio && config) {
  page.appConfig = JSON.parse(config) as Flex.Config;
  page.Twilio.Flex.runDefault(page.appConfig, '#container').catch(fail);
} else {
  fail('its bundle was not loaded');
}
