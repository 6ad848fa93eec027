import {
  background,
  border,
  flexbox,
  grid,
  layout,
  position,
  shadow,
  space,
  typography,
} from '@twilio-paste/styling-library';

/**
 * In the place of Paste's style-props: the names of the properties that its parts style themselves by, which it does not
 * hand on to the page. What checks their values is left out, since only a development build of React asks it.
 */
const GAP_PROPS = ['columnGap', 'rowGap'];
export const BACKGROUND_PROPS = [...background.propNames, 'backgroundColor', 'backgroundAttachment'];
export const BORDER_PROPS = border.propNames;
export const FLEXBOX_PROPS = flexbox.propNames;
export const GRID_PROPS = grid.propNames;
export const LAYOUT_PROPS = layout.propNames;
export const OVERFLOW_PROPS = ['overflow', 'overflowX', 'overflowY'];
export const POSITION_PROPS = position.propNames;
export const SHADOW_PROPS = shadow.propNames;
export const SPACE_PROPS = [...space.propNames, ...GAP_PROPS];
export const TYPOGRAPHY_PROPS = [
  ...typography.propNames,
  'color',
  'overflowWrap',
  'textDecoration',
  'textOverflow',
  'textTransform',
  'whiteSpace',
  'wordBreak',
  'wordWrap',
];

const unchecked = () => null;
export const ResponsiveProp = () => unchecked;
export {
  unchecked as isDeprecatedBackgroundColorTokenProp,
  unchecked as isDeprecatedBorderColorTokenProp,
  unchecked as isDeprecatedBoxShadowTokenProp,
  unchecked as isDeprecatedTextColorTokenProp,
  unchecked as isBackgroundColorTokenProp,
  unchecked as isBorderColorTokenProp,
  unchecked as isBorderRadiusTokenProp,
  unchecked as isBorderWidthTokenProp,
  unchecked as isBoxShadowTokenProp,
  unchecked as isFontFamilyTokenProp,
  unchecked as isFontSizeTokenProp,
  unchecked as isFontWeightTokenProp,
  unchecked as isGapTokenProp,
  unchecked as isHeightTokenProp,
  unchecked as isIconSizeTokenProp,
  unchecked as isLineHeightTokenProp,
  unchecked as isMarginTokenProp,
  unchecked as isMaxHeightTokenProp,
  unchecked as isMaxWidthTokenProp,
  unchecked as isMinHeightTokenProp,
  unchecked as isMinWidthTokenProp,
  unchecked as isPaddingTokenProp,
  unchecked as isSpaceTokenProp,
  unchecked as isTextColorTokenProp,
  unchecked as isWidthTokenProp,
  unchecked as isZIndexTokenProp,
};
