import '../support/browser';

import React from 'react';
import * as Flex from '@twilio/flex-ui';
import { Box } from '@twilio-paste/core/box';
import { render, screen } from '@testing-library/react';

import { withFlexTheme } from '../../../../src/flex/flexTheme';
import { PasteInFlex } from '../../../../src/flex/PasteInFlex';

const selectors = (): string[] =>
  [...document.styleSheets].flatMap(({ cssRules }) =>
    [...cssRules].map((rule) => (rule as Partial<CSSStyleRule>).selectorText ?? ''),
  );

describe('Paste in Flex', () => {
  const Part = withFlexTheme(({ theme }) => (
    <PasteInFlex theme={theme}>
      <Box color="colorTextWeak">Part</Box>
    </PasteInFlex>
  ));

  it.each([true, false])('has the colors of Flex’s theme, light: %p', (isLight) => {
    const { tokens } = { tokens: {} as Record<string, Record<string, string>> };
    const Tokens = withFlexTheme(({ theme }) => {
      Object.assign(tokens, theme.tokens);
      return <Part />;
    });
    render(
      <Flex.StorelessThemeProvider themeConf={{ isLight }}>
        <Tokens />
      </Flex.StorelessThemeProvider>,
    );
    const wanted = document.createElement('div');
    wanted.style.color = tokens.textColors?.colorTextWeak ?? '';
    expect(wanted.style.color).not.toBe('');
    expect(getComputedStyle(screen.getByText('Part')).color).toBe(wanted.style.color);
  });

  it('styles nothing that is not its own', () => {
    const before = new Set(selectors());
    render(<Part />);
    const own = selectors().filter((selector) => !before.has(selector));
    expect(own.filter((selector) => !selector.startsWith('.'))).toEqual([]);
  });
});
