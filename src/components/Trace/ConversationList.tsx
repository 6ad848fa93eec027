import React from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Heading } from '@twilio-paste/core/heading';

interface ConversationListProps {
  title: string;
  sids: readonly string[];
  open: (conversationSid: string) => void;
}

/** Conversations that can be traced, by their SIDs. */
export const ConversationList = ({ title, sids, open }: ConversationListProps): React.ReactElement => (
  <Box>
    <Heading as="h2" variant="heading40">
      {title}
    </Heading>
    <Box as="ul" margin="space0" padding="space0" style={{ listStyle: 'none', overflowWrap: 'anywhere' }}>
      {sids.map((sid) => (
        <li key={sid}>
          <Button variant="link" onClick={() => open(sid)}>
            {sid}
          </Button>
        </li>
      ))}
    </Box>
  </Box>
);
