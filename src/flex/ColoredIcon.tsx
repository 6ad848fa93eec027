import React from 'react';

import { Icon } from '@twilio/flex-ui';

/**
 * One of Flex's icons in a colour of its own. Flex UI 2 takes a task channel's colour but paints with it nowhere, so the
 * colour has to come with the icon.
 */
export const ColoredIcon = ({ icon, color }: { icon: string; color: string }): React.ReactElement => (
  <span style={{ display: 'inline-flex', color }}>
    <Icon icon={icon} />
  </span>
);
