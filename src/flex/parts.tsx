import React from 'react';
import type { ComponentType } from 'react';

import type { Theme } from '@twilio/flex-ui';
import { CustomizationProvider } from '@twilio-paste/core/customization';

import { withErrorBoundary } from '../components/ErrorBoundary/ErrorBoundary';
import type { FlexContext } from './FlexContext';

/** Lets Paste components follow Flex's theme. One provider serves all plugins: the last one set wins. */
export function setPasteProvider({ flex }: FlexContext): void {
  flex.setProviders({ PasteThemeProvider: CustomizationProvider });
}

/** What Flex gives to every part: it clones the element with all props of the host. */
export interface PartProps {
  theme?: Theme;
}

/**
 * Both add a part to Flex, inside an error boundary, because an error in any added component takes all of Flex down.
 * The key is mandatory: without it `Content.add` throws.
 */
export function addToHeader({ flex }: FlexContext, name: string, Part: ComponentType<PartProps>): void {
  const SafePart = withErrorBoundary(name, Part);
  // Aligned to the end and first there: left of the dialpad button.
  flex.MainHeader.Content.add(<SafePart key={name} />, { align: 'end', sortOrder: 0 });
}

export function addToMainContainer({ flex }: FlexContext, name: string, Part: ComponentType<PartProps>): void {
  const SafePart = withErrorBoundary(name, Part);
  flex.MainContainer.Content.add(<SafePart key={name} />);
}
