import React from 'react';

import { AgentIcon } from '@twilio-paste/icons/esm/AgentIcon';
import { BusinessIcon } from '@twilio-paste/icons/esm/BusinessIcon';
import { ChatIcon } from '@twilio-paste/icons/esm/ChatIcon';
import { CommunityIcon } from '@twilio-paste/icons/esm/CommunityIcon';
import { EmailIcon } from '@twilio-paste/icons/esm/EmailIcon';
import { ProductConversationsIcon } from '@twilio-paste/icons/esm/ProductConversationsIcon';
import { ProductMessagingIcon } from '@twilio-paste/icons/esm/ProductMessagingIcon';
import { ProductSupportIcon } from '@twilio-paste/icons/esm/ProductSupportIcon';
import { SMSIcon } from '@twilio-paste/icons/esm/SMSIcon';
import { SendIcon } from '@twilio-paste/icons/esm/SendIcon';
import { SupportIcon } from '@twilio-paste/icons/esm/SupportIcon';
import { UserIcon } from '@twilio-paste/icons/esm/UserIcon';

import { ErrorBoundary } from '../components/ErrorBoundary/ErrorBoundary';
import type { PasteIconName } from '../settings/pasteIcons';

const ICONS: Record<PasteIconName, React.ComponentType<{ decorative: boolean }>> = {
  AgentIcon,
  BusinessIcon,
  ChatIcon,
  CommunityIcon,
  EmailIcon,
  ProductConversationsIcon,
  ProductMessagingIcon,
  ProductSupportIcon,
  SMSIcon,
  SendIcon,
  SupportIcon,
  UserIcon,
};

/** One of Paste's icons, in a colour of its own where one is given. The label beside it says what it stands for. */
export const PasteIcon = ({ icon, color }: { icon: PasteIconName; color?: string }): React.ReactElement => {
  const Icon = ICONS[icon];
  return (
    <span style={{ display: 'inline-flex', color }}>
      <ErrorBoundary name={icon}>
        <Icon decorative />
      </ErrorBoundary>
    </span>
  );
};
