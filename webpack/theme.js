import { useContext } from 'react';

import { ThemeContext } from '@twilio-paste/styling-library';

/**
 * In the place of Paste's themes and their design tokens, 7 KB gzipped: Flex gives the tokens of its own theme, see
 * src/flex/PasteInFlex.tsx.
 */
export const useTheme = () => useContext(ThemeContext);
