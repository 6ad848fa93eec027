import React, { useMemo, useRef, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Heading } from '@twilio-paste/core/heading';
import { HelpText } from '@twilio-paste/core/help-text';
import { Input } from '@twilio-paste/core/input';
import { Text } from '@twilio-paste/core/text';
import { TextArea } from '@twilio-paste/core/textarea';

import { LONGEST_NOTE } from '../../contract/notes';
import { isBlank } from '../../contract/text';
import type { ScreenContext } from '../../PluginContext';
import { notesTranslate } from '../../strings/notes/notesStrings';
import { bothOf } from '../../strings/translate';
import { errorSentence } from '../shared/errorSentence';
import { FormField } from '../shared/FormField';
import { LoadProblem } from '../shared/LoadProblem';
import { NoticeCallout } from '../shared/NoticeCallout';
import { timeAgo } from '../shared/time';
import { askForNotes, useNotes } from './notesStore';
import type { NotesAct } from './notesStore';

/** Notes that only agents and supervisors see, and the call for help: in the people's tab. */
export const NotesSection = ({
  plugin,
  conversationSid,
  lastIndex,
  isSupervisor,
}: {
  plugin: ScreenContext;
  conversationSid: string;
  /** Of the last message that this browser has: the note stands after it. */
  lastIndex: string | undefined;
  isSupervisor: boolean;
}): React.ReactElement => {
  const { locale, t: common } = plugin;
  const t = useMemo(() => bothOf(notesTranslate(locale), common), [locale, common]);
  const { notes, help, error } = useNotes(plugin, conversationSid, true);
  const [text, setText] = useState('');
  const [why, setWhy] = useState('');
  const [working, setWorking] = useState<NotesAct['act']>();
  const [done, setDone] = useState('');
  // The same note when it is sent again.
  const noteId = useRef(crypto.randomUUID());

  const perform = async (act: NotesAct): Promise<boolean> => {
    setWorking(act.act);
    setDone('');
    const answer = await askForNotes(plugin, conversationSid, act);
    setWorking(undefined);
    return !answer.error;
  };
  const write = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBlank(text) || working) {
      return;
    }
    const after = lastIndex ?? '-1';
    if (await perform({ act: 'write', noteId: noteId.current, text, after })) {
      noteId.current = crypto.randomUUID();
      setText('');
      setDone(t('noteSent'));
    }
  };
  const isOpen = help !== undefined && help.answeredBy === undefined;

  return (
    <Box as="section" aria-label={t('notes')} display="flex" flexDirection="column" rowGap="space40">
      <Box>
        <Heading as="h3" variant="heading50" marginBottom="space0">
          {t('notes')}
        </Heading>
        {/* Empty, it takes no room. */}
        <div role="status">
          {help?.answeredBy ? (
            <Text as="p" marginTop="space40">
              {t('helpAnswered', { name: help.answeredBy })}
            </Text>
          ) : help ? (
            <>
              <Text as="p" marginTop="space40">
                {help.isYours ? t('helpAsked') : t('helpBy', { name: help.byName, ago: timeAgo(t, help.at) })}
              </Text>
              {help.why === '' ? null : <Text as="p">{t('helpWhyGiven', { why: help.why })}</Text>}
            </>
          ) : null}
        </div>
      </Box>
      {error && notes ? (
        <NoticeCallout t={t} notice={{ variant: 'error', text: errorSentence(t, error) }} />
      ) : (
        <LoadProblem t={t} error={error} again={() => void perform({ act: 'list' })} />
      )}
      {isSupervisor ? (
        isOpen ? (
          <Box>
            <Button
              variant="primary"
              size="small"
              loading={working === 'answerHelp'}
              onClick={() => void perform({ act: 'answerHelp' })}
            >
              {t('helpAnswer')}
            </Button>
          </Box>
        ) : null
      ) : (
        <Box display="flex" flexDirection="column" rowGap="space30">
          {isOpen ? null : (
            <FormField label={t('helpWhy')} help={t('helpWhyHelp')} error={undefined}>
              {(control) => (
                <Input
                  {...control}
                  type="text"
                  maxLength={LONGEST_NOTE}
                  value={why}
                  onChange={(event) => setWhy(event.target.value)}
                />
              )}
            </FormField>
          )}
          <Box>
            <Button
              variant="secondary"
              size="small"
              loading={working === 'askForHelp' || working === 'withdrawHelp'}
              onClick={() =>
                void perform(isOpen ? { act: 'withdrawHelp' } : { act: 'askForHelp', why }).then(
                  (isDone) => isDone && setWhy(''),
                )
              }
            >
              {t(isOpen ? 'helpWithdraw' : 'helpAsk')}
            </Button>
          </Box>
        </Box>
      )}
      <Box>
        <Box as="ul" margin="space0" padding="space0" aria-label={t('notes')} style={LIST}>
          {notes?.map(({ id, at, byName, isYours, isSupervisors, text: said }) => (
            <Box as="li" key={id} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              <Text as="span">{said}</Text>
              <HelpText marginTop="space0">
                {isYours ? t('noteYours') : t(isSupervisors ? 'noteBySupervisor' : 'noteBy', { name: byName })}
                {` · ${timeAgo(t, at)}`}
              </HelpText>
            </Box>
          ))}
        </Box>
        {notes?.length === 0 ? <HelpText marginTop="space0">{t('noteNone')}</HelpText> : null}
      </Box>
      <form noValidate aria-label={t('noteLabel')} onSubmit={(event) => void write(event)}>
        <Box display="flex" flexDirection="column" rowGap="space30">
          <FormField label={t('noteLabel')} help={t('noteHelp')} error={undefined}>
            {(control) => (
              <TextArea
                {...control}
                rows={2}
                maxLength={LONGEST_NOTE}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </FormField>
          <Box>
            <Button type="submit" variant="secondary" size="small" loading={working === 'write'}>
              {t('noteSend')}
            </Button>
          </Box>
          <div role="status">{done}</div>
        </Box>
      </form>
    </Box>
  );
};

const LIST: React.CSSProperties = { listStyle: 'none', display: 'flex', flexDirection: 'column', gap: 12 };
