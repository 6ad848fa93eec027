import { styled } from '@twilio/flex-ui';

import type { FlexTheme } from './flexTheme';

type Style = Record<string, string | number>;

/** What is drawn without Paste: it stands in Flex from the start, in the colors of Flex's own theme. */
const part = (style: (tokens: NonNullable<FlexTheme['tokens']>) => Record<string, Style | string | number>) =>
  styled('div')<{ theme?: FlexTheme }>(({ theme }) => (theme?.tokens ? style(theme.tokens) : {}));

/** A text under a message. */
export const Footnote = part(({ textColors, fontSizes, lineHeights }) => ({
  color: textColors.colorTextWeak,
  fontSize: fontSizes.fontSize20,
  lineHeight: lineHeights.lineHeight20,
  textAlign: 'right',
}));

/** A paragraph about a task. */
export const Paragraph = part(({ textColors, fontSizes, lineHeights }) => ({
  color: textColors.colorText,
  fontSize: fontSizes.fontSize30,
  lineHeight: lineHeights.lineHeight20,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
}));

export const WeakParagraph = part(({ textColors, fontSizes, lineHeights }) => ({
  color: textColors.colorTextWeak,
  fontSize: fontSizes.fontSize30,
  lineHeight: lineHeights.lineHeight20,
}));

/** The ground of something that lies over Flex. */
export const Surface = part(
  ({ backgroundColors, borderColors, boxShadows, textColors, fontSizes, fontWeights, lineHeights }) => ({
    boxSizing: 'border-box',
    height: '100%',
    color: textColors.colorText,
    backgroundColor: backgroundColors.colorBackgroundBody,
    borderLeft: `1px solid ${borderColors.colorBorderWeak}`,
    boxShadow: boxShadows.shadow,
    fontSize: fontSizes.fontSize30,
    lineHeight: lineHeights.lineHeight20,
    '& h2': { margin: '0 0 20px', fontSize: fontSizes.fontSize40, fontWeight: fontWeights.fontWeightSemibold },
  }),
);
