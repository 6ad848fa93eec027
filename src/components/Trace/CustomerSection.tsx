import React from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Heading } from '@twilio-paste/core/heading';
import { HelpText } from '@twilio-paste/core/help-text';

import type { CustomerTimeline } from '../../contract/trace';
import type { ScreenContext } from '../../PluginContext';
import type { TraceTranslate } from '../../strings/trace/loadTraceStrings';
import { localeOf } from '../../strings/translate';
import { LoadProblem } from '../shared/LoadProblem';
import { useLoaded } from '../shared/useLoaded';
import { Acts } from './Acts';
import { traceBackend } from './traceBackend';

interface CustomerSectionProps {
  plugin: ScreenContext;
  tt: TraceTranslate;
  /** The customer's number or another address. */
  customer: string;
  /** The conversation whose trace is shown. */
  shownSid: string | undefined;
  traceConversation: (sid: string) => void;
}

/** What went on with the customer: each of their conversations can be traced. */
export const CustomerSection = (props: CustomerSectionProps): React.ReactElement => {
  const { plugin, tt, customer } = props;
  const { backend, t } = plugin;
  const { value, error, again } = useLoaded(
    customer,
    backend && (() => traceBackend(backend).customerTimeline(customer)),
  );
  return (
    <Box>
      <Heading as="h2" variant="heading40">
        {tt('customer')}
      </Heading>
      <LoadProblem t={t} error={error} again={again} />
      <div role="status">{value || error ? null : <HelpText marginTop="space0">{tt('customerLoading')}</HelpText>}</div>
      {value ? <Timeline {...props} timeline={value.timeline} /> : null}
    </Box>
  );
};

const Timeline = ({
  plugin,
  tt,
  shownSid,
  traceConversation,
  timeline: { conversations, optOuts, scheduled },
}: CustomerSectionProps & { timeline: CustomerTimeline }): React.ReactElement => {
  const { t } = plugin;
  const time = new Intl.DateTimeFormat(localeOf(t), { dateStyle: 'medium', timeStyle: 'short' });
  const at = (text: string): string => time.format(new Date(text));
  return (
    <Box display="flex" flexDirection="column" rowGap="space30">
      {optOuts?.map(({ channel, sender }) => (
        <Box key={`${channel} ${sender}`}>{tt('optedOut', { sender, channel: t(`channel_${channel}`) })}</Box>
      ))}
      {scheduled ? <Box>{tt('scheduledCount', { count: scheduled })}</Box> : null}
      {conversations.length === 0 ? <Box>{tt('noConversations')}</Box> : null}
      <Box as="ul" margin="space0" padding="space0" style={{ listStyle: 'none' }}>
        {conversations.map(({ sid, channel, state, createdAt, lastMessage, agents, acts }) => (
          <Box
            as="li"
            key={sid}
            display="flex"
            flexWrap="wrap"
            justifyContent="space-between"
            columnGap="space40"
            paddingY="space30"
            borderBottomStyle="solid"
            borderBottomWidth="borderWidth10"
            borderBottomColor="colorBorderWeaker"
          >
            <Box minWidth="0" style={{ overflowWrap: 'anywhere' }}>
              <Box>{[at(createdAt), t(`channel_${channel}`), tt('twilioStatus', { status: state })].join(' · ')}</Box>
              {lastMessage ? (
                <Box color="colorTextWeak">
                  {[
                    tt(`last_${lastMessage.by}`, { at: at(lastMessage.at) }),
                    lastMessage.by === 'agent' && lastMessage.delivery !== 'none'
                      ? tt(`delivery_${lastMessage.delivery}`)
                      : undefined,
                    agents === undefined ? undefined : tt('agentsInside', { count: agents }),
                  ]
                    .filter((part) => part !== undefined)
                    .join(' · ')}
                </Box>
              ) : null}
              {acts ? (
                <Box color="colorTextWeak" fontSize="fontSize20">
                  <Acts plugin={plugin} tt={tt} acts={acts} />
                </Box>
              ) : null}
            </Box>
            {sid === shownSid ? (
              <Box color="colorTextWeak">{tt('shown')}</Box>
            ) : (
              <Button
                variant="link"
                aria-label={tt('traceConversation', { at: at(createdAt) })}
                onClick={() => traceConversation(sid)}
              >
                {tt('traceThis')}
              </Button>
            )}
          </Box>
        ))}
      </Box>
    </Box>
  );
};
