import type { FunctionContext } from './FunctionsRuntime';

/** The public address of one of our functions. The runtime sets DOMAIN_NAME; nothing of a request is believed. */
export const functionUrl = ({ DOMAIN_NAME }: Pick<FunctionContext, 'DOMAIN_NAME'>, route: string): string =>
  `${/^(localhost|127\.0\.0\.1)(:|$)/.test(DOMAIN_NAME) ? 'http' : 'https'}://${DOMAIN_NAME}/${route}`;
