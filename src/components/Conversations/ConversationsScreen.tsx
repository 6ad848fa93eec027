import React, { useMemo, useState } from 'react';
import { useSelector } from 'react-redux';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Heading } from '@twilio-paste/core/heading';

import type { AppState } from '../../flex/FlexContext';
import { goToView } from '../../flex/parts';
import { isAmong } from '../../flex/session';
import type { ScreenContext } from '../../PluginContext';
import { setTraceOf } from '../../state/messagingControlsState';
import { conversationsTranslate } from '../../strings/conversations/conversationsStrings';
import { bothOf } from '../../strings/translate';
import { TRACE_VIEW } from '../Trace/traceViewName';
import { AuditSection } from './AuditSection';
import { CONVERSATIONS_VIEW } from './conversationsViewName';
import { LiveSection } from './LiveSection';
import type { ConversationsTranslate } from './parts';
import { Row } from './parts';
import { UnownedSection } from './UnownedSection';

const TITLE_ID = 'messaging-controls-conversations-title';

type Section = 'live' | 'unowned' | 'audit';

/** The supervisors' view: the conversations under way, those without an agent, and who did what. */
export const ConversationsScreen = ({ plugin }: { plugin: ScreenContext }): React.ReactElement => {
  const { manager, settings, locale } = plugin;
  const t: ConversationsTranslate = useMemo(() => bothOf(conversationsTranslate(locale), plugin.t), [locale, plugin.t]);
  const isOpen = useSelector((state: AppState) => state.flex.view.activeView === CONVERSATIONS_VIEW);
  const [section, setSection] = useState<Section>('live');
  const sections: Section[] = isAmong(settings.audit.see, manager) ? ['live', 'unowned', 'audit'] : ['live', 'unowned'];
  const trace = isAmong(settings.trace.see, manager)
    ? (what: string) => {
        manager.store.dispatch(setTraceOf(what));
        void goToView(plugin, TRACE_VIEW);
      }
    : undefined;
  return (
    <Box
      as="section"
      aria-labelledby={TITLE_ID}
      lang={t('language')}
      width="100%"
      height="100%"
      overflowY="auto"
      padding="space60"
      backgroundColor="colorBackgroundBody"
      color="colorText"
    >
      <Box display="flex" flexDirection="column" rowGap="space50">
        <Heading as="h1" variant="heading30" marginBottom="space0" id={TITLE_ID}>
          {t('conversations')}
        </Heading>
        <div role="group" aria-label={t('sections')}>
          <Row>
            {sections.map((name) => (
              <Button
                key={name}
                variant={section === name ? 'primary' : 'secondary'}
                size="small"
                aria-pressed={section === name}
                onClick={() => setSection(name)}
              >
                {t(`section_${name}`)}
              </Button>
            ))}
          </Row>
        </div>
        {section === 'live' ? (
          <LiveSection plugin={plugin} t={t} isShown={isOpen} trace={trace} />
        ) : section === 'unowned' ? (
          <UnownedSection plugin={plugin} t={t} trace={trace} />
        ) : (
          <AuditSection plugin={plugin} t={t} trace={trace} />
        )}
      </Box>
    </Box>
  );
};
