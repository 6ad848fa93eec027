import { createHmac } from 'node:crypto';

import type { FunctionContext } from '../runtime/FunctionsRuntime';

/** Sync's names stand in addresses, which logs keep: nobody without the account's secret can tell what is behind one. */
export const privateName = ({ AUTH_TOKEN }: Pick<FunctionContext, 'AUTH_TOKEN'>, kind: string, value: string): string =>
  `messaging-controls-${kind}-${createHmac('sha256', AUTH_TOKEN).update(value).digest('hex')}`;
