import React, { useEffect, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Input } from '@twilio-paste/core/input';
import { Option, Select } from '@twilio-paste/core/select';
import { TextArea } from '@twilio-paste/core/textarea';

import type { HandOver, PeopleRequest } from '../../contract/people';
import { HAND_OVERS } from '../../contract/people';
import { findColleagues } from '../../flex/colleagues';
import type { ColleagueItem } from '../../flex/colleagues';
import type { PluginContext } from '../../PluginContext';
import { FormField } from '../StartConversationPanel/FormField';
import type { PeopleAct } from './usePeople';

/** Milliseconds without a key before the index is asked. */
const PAUSE = 300;

interface InviteFormProps {
  plugin: PluginContext;
  taskSid: string;
  working: PeopleRequest['act'] | undefined;
  act: (wanted: PeopleAct) => Promise<boolean>;
}

/** Invites a colleague or a queue, with a note and what becomes of the agent who asks. */
export const InviteForm = ({ plugin, taskSid, working, act }: InviteFormProps): React.ReactElement => {
  const { t, manager, backend } = plugin;
  const [isOpen, setIsOpen] = useState(false);
  const [part, setPart] = useState('');
  const [colleagues, setColleagues] = useState<ColleagueItem[]>([]);
  const [hasFailed, setHasFailed] = useState(false);
  const [queues, setQueues] = useState<{ sid: string; name: string }[]>([]);
  const [invitee, setInvitee] = useState('');
  const [note, setNote] = useState('');
  const [handOver, setHandOver] = useState<HandOver>('stay');

  useEffect(() => {
    if (!isOpen) {
      return undefined;
    }
    let isCurrent = true;
    const timer = setTimeout(() => {
      findColleagues(manager, part).then(
        (found) => {
          if (isCurrent) {
            setHasFailed(false);
            setColleagues(found.filter(({ workerSid }) => workerSid !== manager.workerClient?.sid));
          }
        },
        (error: unknown) => {
          console.warn('[Messaging Controls] colleagues could not be searched', error);
          setHasFailed(true);
        },
      );
    }, PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [isOpen, manager, part]);

  useEffect(() => {
    if (isOpen) {
      void backend?.people({ act: 'queues', taskSid }).then((answer) => {
        if (answer.ok) {
          setQueues(answer.queues ?? []);
        }
      });
    }
  }, [isOpen, backend, taskSid]);

  if (!isOpen) {
    return (
      <Box>
        <Button variant="secondary" size="small" onClick={() => setIsOpen(true)}>
          {t('inviteSomebody')}
        </Button>
      </Box>
    );
  }

  const chosen = [...colleagues.map(({ workerSid }) => workerSid), ...queues.map(({ sid }) => sid)].includes(invitee)
    ? invitee
    : '';
  const send = async () => {
    if (await act({ act: 'invite', invitee: chosen, handOver, note })) {
      setIsOpen(false);
      setInvitee('');
      setNote('');
    }
  };

  return (
    <Box display="flex" flexDirection="column" rowGap="space40">
      <FormField label={t('inviteSearch')} error={hasFailed ? t('inviteSearchFailed') : undefined}>
        {(control) => <Input {...control} type="text" value={part} onChange={(event) => setPart(event.target.value)} />}
      </FormField>
      <FormField label={t('inviteWhom')} error={undefined}>
        {(control) => (
          <Select {...control} value={chosen} onChange={(event) => setInvitee(event.target.value)}>
            <Option value="">{t('inviteChoose')}</Option>
            <>
              {colleagues.map(({ workerSid, name, activity }) => (
                <Option key={workerSid} value={workerSid}>
                  {t('inviteColleague', { name, activity })}
                </Option>
              ))}
            </>
            <>
              {queues.map(({ sid, name }) => (
                <Option key={sid} value={sid}>
                  {t('inviteQueue', { name })}
                </Option>
              ))}
            </>
          </Select>
        )}
      </FormField>
      <FormField label={t('inviteNote')} error={undefined}>
        {(control) => (
          <TextArea {...control} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
        )}
      </FormField>
      <FormField label={t('handOver')} error={undefined}>
        {(control) => (
          <Select {...control} value={handOver} onChange={(event) => setHandOver(event.target.value as HandOver)}>
            {HAND_OVERS.map((one) => (
              <Option key={one} value={one}>
                {t(`handOver_${one}`)}
              </Option>
            ))}
          </Select>
        )}
      </FormField>
      <Box display="flex" columnGap="space30">
        <Button
          variant="primary"
          size="small"
          disabled={chosen === '' || working !== undefined}
          loading={working === 'invite'}
          onClick={() => void send()}
        >
          {t('inviteSend')}
        </Button>
        <Button variant="secondary" size="small" onClick={() => setIsOpen(false)}>
          {t('inviteCancel')}
        </Button>
      </Box>
    </Box>
  );
};
