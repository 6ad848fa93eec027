import { styled } from '@twilio/flex-ui';

import type { FlexTheme } from '../../flex/flexTheme';

/** In the thread and no message of it: what only agents and supervisors see. */
export const Paper = styled('div')<{ theme?: FlexTheme }>(({ theme }) => {
  if (!theme?.tokens) {
    return {};
  }
  const { backgroundColors, borderColors, textColors, fontSizes, lineHeights } = theme.tokens;
  return {
    margin: '8px 0 0',
    padding: '8px 12px',
    border: `1px dashed ${borderColors.colorBorder}`,
    borderRadius: 4,
    backgroundColor: backgroundColors.colorBackgroundWarningWeakest,
    color: textColors.colorText,
    fontSize: fontSizes.fontSize30,
    lineHeight: lineHeights.lineHeight20,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    textAlign: 'left',
  };
});
