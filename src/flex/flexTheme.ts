import type { ComponentType } from 'react';

import { withTheme } from '@twilio/flex-ui';
import type { Theme } from '@twilio/flex-ui';

/** Flex's present theme, light or dark, with the account's own colors. Empty where no Flex is round a part. */
export type FlexTheme = Partial<Theme>;

/** Gives a part Flex's theme, anew whenever the person changes it. */
export const withFlexTheme = withTheme as unknown as <Props>(
  Part: ComponentType<Props & { theme: FlexTheme }>,
) => ComponentType<Props>;
