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

const CLEAR_OF_THE_NEXT: CSSProperties = { marginRight: 8 };

/** A button that looks like Flex's own in the header. */
export const HeaderIconButton = (props: HeaderIconButtonProps): React.ReactElement => (
  <IconButton
    icon={props.icon}
    size="small"
    style={CLEAR_OF_THE_NEXT}
    title={props.label}
    aria-label={props.label}
    aria-expanded={props.expanded}
    aria-controls={props.expanded ? props.controls : undefined}
    ref={props.buttonRef}
    themeOverride={props.theme?.MainHeader?.Button}
    onClick={props.onClick}
  />
);
