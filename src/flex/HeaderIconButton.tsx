import React from 'react';
import type { CSSProperties, RefObject } from 'react';

import { IconButton } from '@twilio/flex-ui';

import type { PartProps } from './parts';

interface HeaderIconButtonProps extends PartProps {
  /** One of Flex's icons by name. */
  icon: string;
  label: string;
  expanded: boolean;
  /** Id of the element that it opens. */
  controls: string;
  buttonRef: RefObject<HTMLButtonElement>;
  onClick: () => void;
}

// Without room for the words beside the icon, they go below it, where nothing is seen of them.
const BUTTON_AND_WORDS: CSSProperties = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  height: 36,
  overflow: 'hidden',
  marginRight: 8,
  cursor: 'pointer',
};
const CLEAR_OF_THE_EDGE: CSSProperties = { margin: 4 };
const LINE: CSSProperties = { lineHeight: '36px' };

/** A button that looks like Flex's own in the header, with its name where there is room. */
export const HeaderIconButton = (props: HeaderIconButtonProps): React.ReactElement => (
  <label style={BUTTON_AND_WORDS}>
    <IconButton
      icon={props.icon}
      size="small"
      style={CLEAR_OF_THE_EDGE}
      title={props.label}
      aria-label={props.label}
      aria-expanded={props.expanded}
      aria-controls={props.expanded ? props.controls : undefined}
      ref={props.buttonRef}
      themeOverride={props.theme?.MainHeader?.Button}
      onClick={props.onClick}
    />
    <span style={LINE}>{props.label}</span>
  </label>
);
