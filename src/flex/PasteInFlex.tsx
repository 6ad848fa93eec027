import React, { useMemo } from 'react';

import { css, styled, ThemeProvider } from '@twilio-paste/core/styling-library';

import type { FlexTheme } from './flexTheme';

/** What Paste's own provider sets round its parts, and of its reset what they count on; as global styles it would be all
 * of Flex's and of other plugins'. */
const Base = styled.div(
  css({
    display: 'contents',
    color: 'colorText',
    fontSize: 'fontSize30',
    fontFamily: 'fontFamilyText',
    lineHeight: 'lineHeight30',
    fontWeight: 'fontWeightNormal',
    fontVariantNumeric: 'tabular-nums',
    '& *, & *::after, & *::before': { boxSizing: 'border-box' },
    '@media (prefers-reduced-motion: reduce)': {
      '& *': { animationDuration: '0s !important', transitionDuration: '0s !important' },
    },
  }),
);

/** The tokens of Flex's theme where Paste looks for them; those that Flex UI 2.4.1 has not are made of others. */
function pasteTheme(tokens: Partial<NonNullable<FlexTheme['tokens']>>): object {
  const { boxShadows, borderColors, sizings, spacings, ...rest } = tokens;
  const sizes = ['widths', 'minWidths', 'maxWidths', 'heights', 'minHeights', 'maxHeights', 'sizes', 'iconSizes'];
  return {
    borderWidths: {},
    ...rest,
    ...Object.fromEntries(sizes.map((name) => [name, sizings])),
    borderColors,
    breakpoints: [sizings?.size40, sizings?.size100, sizings?.size120],
    radii: { borderRadiusPill: '100px', ...rest.radii },
    shadows: {
      shadowBorderErrorStronger: `0 0 0 1px ${borderColors?.colorBorderErrorStrong}`,
      shadowFocusShadowBorder: `${boxShadows?.shadowFocus}, 0 0 0 1px ${borderColors?.colorBorder}`,
      ...boxShadows,
    },
    space: spacings,
    zIndices: { zIndex10: 10 },
  };
}

/** Paste in Flex's present theme and in the account's own colors, round our own parts alone: other plugins keep theirs. */
export const PasteInFlex = ({
  theme: { tokens, isLight },
  children,
}: {
  theme: FlexTheme;
  children: React.ReactNode;
}): React.ReactElement => {
  const theme = useMemo(() => pasteTheme(tokens ?? {}), [tokens]);
  return (
    <ThemeProvider theme={theme}>
      {/* The browser's own parts, such as a date's icon, are drawn by it. */}
      <Base style={{ colorScheme: isLight === false ? 'dark' : 'light' }}>{children}</Base>
    </ThemeProvider>
  );
};
