import React from 'react';

import { Box } from '@twilio-paste/core/box';
import { Text } from '@twilio-paste/core/text';

import type { TaskInfoPartProps } from '../../flex/parts';
import type { PluginContext } from '../../PluginContext';

/** What came through a website's form, beside the conversation: in it, it would look like the customer's own words. */
export const WebsiteRequest = ({
  plugin,
  task,
}: TaskInfoPartProps & { plugin: PluginContext }): React.ReactElement | null => {
  const { contactRequest, contactWebsite: website } = ((task?.attributes as Record<string, unknown> | undefined)
    ?.messagingControls ?? {}) as Record<string, unknown>;
  if (typeof contactRequest !== 'string' || typeof website !== 'string') {
    return null;
  }
  return (
    <Box marginBottom="space40">
      <Text as="p" color="colorTextWeak">
        {plugin.t('websiteRequest', { website })}
      </Text>
      <Text as="p" whiteSpace="pre-wrap" overflowWrap="anywhere">
        {contactRequest}
      </Text>
    </Box>
  );
};
