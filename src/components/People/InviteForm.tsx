import React, { useEffect, useRef, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Input } from '@twilio-paste/core/input';
import { Option, OptionGroup, Select } from '@twilio-paste/core/select';
import { TextArea } from '@twilio-paste/core/textarea';

import { askPeople } from '../../backend/askPeople';
import type { HandOver } from '../../contract/people';
import { HAND_OVERS } from '../../contract/people';
import type { ReasonCode } from '../../contract/reasonCode';
import { isBlank } from '../../contract/text';
import { MOST_COLLEAGUES } from '../../flex/colleagues';
import type { ColleagueItem } from '../../flex/colleagues';
import type { ScreenContext } from '../../PluginContext';
import { Choice } from '../shared/Choice';
import { FormField } from '../shared/FormField';
import { useColleagues } from '../shared/useColleagues';
import { useLoaded } from '../shared/useLoaded';
import { ReasonCodeField } from './ReasonCodeField';
import { usePeopleStrings } from './usePeopleStrings';

export interface Wanted {
  invitee: string;
  note: string;
  handOver: HandOver;
  /** Where it is for a reason. */
  reasonCode: ReasonCode;
}

interface InviteFormProps {
  plugin: ScreenContext;
  taskSid: string;
  /** `reassign`: by a supervisor, who gives a reason; those who are inside go when the newcomer is there. */
  purpose: 'invite' | 'reassign';
  insideWorkerSids: readonly string[];
  isWorking: boolean;
  send: (wanted: Wanted) => Promise<void>;
  cancel: () => void;
}

/** Chooses a colleague or a queue, with a note and what becomes of the agent who asks. */
export const InviteForm = (props: InviteFormProps): React.ReactElement => {
  const { plugin, taskSid, purpose, insideWorkerSids, isWorking, send, cancel } = props;
  const { backend } = plugin;
  const t = usePeopleStrings(plugin);
  const [part, setPart] = useState('');
  const { colleagues, hasFailed } = useColleagues(plugin, part);
  const { value: listed, error: queuesError } = useLoaded(
    taskSid,
    backend && (() => askPeople(backend, { act: 'queues', taskSid })),
  );
  const queues = listed?.queues ?? [];
  const [invitee, setInvitee] = useState('');
  const [note, setNote] = useState('');
  const [handOver, setHandOver] = useState<HandOver>('stay');
  const [reasonCode, setReasonCode] = useState<ReasonCode>('other');
  const [tries, setTries] = useState(0);
  const formRef = useRef<HTMLFormElement>(null);
  useEffect(() => formRef.current?.querySelector('input')?.focus(), []);
  useEffect(() => {
    if (tries > 0) {
      formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }, [tries]);

  const isListed = [...colleagues.map(({ workerSid }) => workerSid), ...queues.map(({ sid }) => sid)].includes(invitee);
  const chosen = isListed ? invitee : '';
  const needsReason = purpose === 'reassign';
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setTries((count) => count + 1);
    if (!isWorking && chosen !== '' && !(needsReason && isBlank(note))) {
      void send({ invitee: chosen, note, handOver, reasonCode });
    }
  };

  const optionOf = ({ workerSid, name, activity, isAvailable }: ColleagueItem) => {
    const isInside = insideWorkerSids.includes(workerSid);
    return (
      <Option key={workerSid} value={workerSid} disabled={isInside || !isAvailable}>
        {t('inviteColleague', { name, activity: isInside ? t('inviteInside') : activity })}
      </Option>
    );
  };

  return (
    <form ref={formRef} noValidate aria-label={t(`${purpose}Somebody`)} aria-busy={isWorking} onSubmit={submit}>
      <Box display="flex" flexDirection="column" rowGap="space40">
        <FormField
          label={t('inviteSearch')}
          help={colleagues.length === MOST_COLLEAGUES ? t('inviteSearchMore', { most: MOST_COLLEAGUES }) : undefined}
          error={hasFailed ? t('inviteSearchFailed') : undefined}
        >
          {(control) => (
            <Input {...control} type="text" value={part} onChange={(event) => setPart(event.target.value)} />
          )}
        </FormField>
        <FormField
          label={t('inviteWhom')}
          requiredLabel={t('required')}
          help={t('inviteWhomHelp')}
          error={
            queuesError ? t('inviteQueuesFailed') : tries > 0 && chosen === '' ? t('inviteWhomMissing') : undefined
          }
        >
          {(control) => (
            <Select {...control} value={chosen} onChange={(event) => setInvitee(event.target.value)}>
              <Option value="">{t('inviteChoose')}</Option>
              <OptionGroup label={t('inviteColleagues')}>
                <>{colleagues.map(optionOf)}</>
              </OptionGroup>
              <OptionGroup label={t('inviteQueues')}>
                <>
                  {queues.map(({ sid, name }) => (
                    <Option key={sid} value={sid}>
                      {name}
                    </Option>
                  ))}
                </>
              </OptionGroup>
            </Select>
          )}
        </FormField>
        {needsReason ? <ReasonCodeField t={t} value={reasonCode} onChange={setReasonCode} /> : null}
        <FormField
          label={t(needsReason ? 'peopleReason' : 'inviteNote')}
          {...(needsReason ? { requiredLabel: t('required') } : {})}
          help={t(needsReason ? 'peopleReasonHelp' : 'inviteNoteHelp')}
          error={needsReason && tries > 0 && isBlank(note) ? t('peopleReasonMissing') : undefined}
        >
          {(control) => (
            <TextArea
              {...control}
              rows={2}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </FormField>
        {needsReason ? null : (
          <Choice
            legend={t('handOver')}
            value={handOver}
            disabled={isWorking}
            options={HAND_OVERS.map((value) => ({
              value,
              label: t(`handOver_${value}`),
              help: t(`handOverHelp_${value}`),
            }))}
            onChange={setHandOver}
          />
        )}
        <Box display="flex" columnGap="space30" rowGap="space30" flexWrap="wrap">
          <Button type="submit" variant="primary" size="small" loading={isWorking}>
            {t(needsReason ? 'reassignSend' : 'inviteSend')}
          </Button>
          <Button variant="secondary" size="small" disabled={isWorking} onClick={cancel}>
            {t('peopleCancel')}
          </Button>
        </Box>
      </Box>
    </form>
  );
};
