import type { FunctionContext } from './FunctionsRuntime';

type Addresses = Pick<FunctionContext, 'DOMAIN_NAME' | 'PUBLIC_URL'>;

/** At the domain that the runtime sets. */
const domainUrl = ({ DOMAIN_NAME }: Addresses, route: string): string =>
  `${/^(localhost|127\.0\.0\.1)(:|$)/.test(DOMAIN_NAME) ? 'http' : 'https'}://${DOMAIN_NAME}/${route}`;

/** The address of one of our functions that Twilio is told. Nothing of a request is believed. */
export const functionUrl = (context: Addresses, route: string): string =>
  context.PUBLIC_URL ? `${context.PUBLIC_URL.replace(/\/+$/, '')}/${route}` : domainUrl(context, route);

/** Each address that Twilio may have been told: webhooks outlive a change of PUBLIC_URL. */
export const functionUrls = (context: Addresses, route: string): string[] => [
  functionUrl(context, route),
  domainUrl(context, route),
];
