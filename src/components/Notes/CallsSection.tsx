import React, { useMemo } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { HelpText } from '@twilio-paste/core/help-text';
import { Text } from '@twilio-paste/core/text';

import { openInTeams } from '../../flex/openInTeams';
import type { ScreenContext } from '../../PluginContext';
import { notesTranslate } from '../../strings/notes/notesStrings';
import { bothOf } from '../../strings/translate';
import { timeAgo } from '../shared/time';
import { useCalls } from './callsStore';
import { callSentence } from './callSentence';

/** Over the live conversations: who calls, for what and since when. */
export const CallsSection = ({
  plugin,
  label,
  openLabel,
}: {
  plugin: ScreenContext;
  label: string;
  openLabel: string;
}): React.ReactElement => {
  const { locale, t: common } = plugin;
  const t = useMemo(() => bothOf(notesTranslate(locale), common), [locale, common]);
  const calls = useCalls();
  return (
    <div role="status">
      {calls.length === 0 ? null : (
        <Box as="ul" margin="space0" marginTop="space50" padding="space0" aria-label={label} style={LIST}>
          {calls.map((call) => (
            <Box
              as="li"
              key={call.conversationSid}
              display="flex"
              flexWrap="wrap"
              columnGap="space40"
              rowGap="space20"
              alignItems="center"
            >
              <Box flexGrow={1} minWidth="size0" style={{ overflowWrap: 'anywhere' }}>
                <Text as="span" fontWeight="fontWeightSemibold">
                  {callSentence(t, call)}
                </Text>
                <HelpText marginTop="space0">{timeAgo(t, call.at)}</HelpText>
              </Box>
              <Button variant="secondary" size="small" onClick={() => void openInTeams(plugin, call.taskSid)}>
                {openLabel}
              </Button>
            </Box>
          ))}
        </Box>
      )}
    </div>
  );
};

const LIST: React.CSSProperties = { listStyle: 'none', display: 'flex', flexDirection: 'column', gap: 12 };
