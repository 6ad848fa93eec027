import React from 'react';

import type * as Flex from '@twilio/flex-ui';

import { withErrorBoundary } from '../components/ErrorBoundary/ErrorBoundary';
import type { FlexContext } from './FlexContext';

const NAME = 'messaging-controls-notices';

/** Of every notification of this plugin: Flex leaves one that names a target out of its own bar. */
export const IN_NOTICE_BAR: Flex.NotificationOptions = { target: NAME };

/** Under the header and over the page: Flex counts its header as the third part of all, and the page as the fourth. */
const UNDER_THE_HEADER = 2.5;

/**
 * Shows the plugin's notifications in a row of their own. Flex's bar lies over the page, and so over the button that
 * ends a task; this one moves the page down instead.
 */
export function addNoticeBar({ flex }: FlexContext): void {
  const { NotificationBar, RootContainer, styled } = flex;
  const Row = styled('div')({
    flexShrink: 0,
    maxHeight: '30vh',
    overflowY: 'auto',
    '& > .Twilio-NotificationBar': { position: 'static' },
  });
  const NoticeBar = withErrorBoundary(NAME, () => (
    <Row>
      <NotificationBar filter={({ options }) => options?.target === NAME} />
    </Row>
  ));
  RootContainer.Content.add(<NoticeBar key={NAME} />, { sortOrder: UNDER_THE_HEADER });
}
