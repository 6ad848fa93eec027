import React, { useEffect, useMemo, useState } from 'react';

import { HelpText } from '@twilio-paste/core/help-text';
import { Input } from '@twilio-paste/core/input';
import { Option, Select } from '@twilio-paste/core/select';

import { startForResponse } from '../../../contract/startFor';
import { MOST_COLLEAGUES } from '../../../flex/colleagues';
import { startForTranslate } from '../../../strings/startFor/startForStrings';
import { bothOf } from '../../../strings/translate';
import { errorSentence } from '../../shared/errorSentence';
import { FormField } from '../../shared/FormField';
import { LoadProblem } from '../../shared/LoadProblem';
import { useColleagues } from '../../shared/useColleagues';
import { useLoaded } from '../../shared/useLoaded';
import type { FormPartProps } from '../form/formParts';

/** Whose conversation it is to be: a supervisor's own, or a colleague's, of whom it is said whether they can take it. */
export const StartFor = ({ plugin, form, fixed }: Omit<FormPartProps, 'errorOf'>): React.ReactElement => {
  const { backend, locale, t: common } = plugin;
  const t = useMemo(() => bothOf(startForTranslate(locale), common), [locale, common]);
  const { draft, edit } = form;
  const { startFor, channel, sender, mode, replyTo } = draft;
  const [part, setPart] = useState('');
  const { colleagues, hasFailed } = useColleagues(plugin, part);

  const refusal = form.state.fieldErrors.forWorkerSid;
  const workerSid = startFor?.workerSid;
  // What the backend has refused may have changed since it was asked.
  const { value, error, again } = useLoaded(
    workerSid && [workerSid, channel, sender, mode, refusal].join(' '),
    backend && workerSid
      ? () => backend.call('start-for', startForResponse, { workerSid, channel, from: sender })
      : undefined,
  );
  const queues = value?.queues ?? [];
  const queueSid = queues.find(({ sid }) => sid === startFor?.queueSid)?.sid ?? queues[0]?.sid;
  useEffect(() => {
    if (startFor && !fixed && value && startFor.queueSid !== queueSid) {
      edit({ startFor: { ...startFor, queueSid } });
    }
    // `edit` is a new function each time.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [startFor, fixed, value, queueSid]);

  const isNow = mode === 'now';
  const problem = isNow ? value?.now : value?.onReply;
  const { name = '' } = startFor ?? {};
  const options = colleagues.some((one) => one.workerSid === workerSid)
    ? colleagues
    : [...(startFor ? [{ ...startFor, activity: '', isAvailable: true }] : []), ...colleagues];
  const choose = (chosen: string) => {
    const colleague = colleagues.find((one) => one.workerSid === chosen);
    edit({ startFor: colleague && { workerSid: chosen, name: colleague.name, queueSid: undefined } });
  };

  return (
    <>
      <FormField
        label={t('startForFind')}
        help={
          colleagues.length === MOST_COLLEAGUES ? t('startForMore', { most: MOST_COLLEAGUES }) : t('startForFindHelp')
        }
        error={hasFailed ? t('startForFailed') : undefined}
      >
        {(control) => (
          <Input
            {...control}
            type="text"
            autoComplete="off"
            readOnly={fixed}
            value={part}
            onChange={(event) => setPart(event.target.value)}
          />
        )}
      </FormField>
      <FormField
        label={t('startForWhom')}
        error={
          problem
            ? t(`startForProblem_${problem}`, { name, onReply: t('mode_onReply') })
            : refusal && errorSentence(t, { code: refusal })
        }
      >
        {(control) => (
          <Select
            {...control}
            disabled={fixed}
            value={workerSid ?? ''}
            onChange={(event) => choose(event.target.value)}
          >
            <Option value="">{t('startForMe')}</Option>
            <>
              {options.map((one) => (
                <Option
                  key={one.workerSid}
                  value={one.workerSid}
                  disabled={isNow && !one.isAvailable && one.workerSid !== workerSid}
                >
                  {one.activity === '' ? one.name : t('startForColleague', { name: one.name, activity: one.activity })}
                </Option>
              ))}
            </>
          </Select>
        )}
      </FormField>
      {startFor && queues.length > 1 ? (
        <FormField label={t('startForQueue')} error={undefined}>
          {(control) => (
            <Select
              {...control}
              disabled={fixed}
              value={queueSid ?? ''}
              onChange={(event) => edit({ startFor: { ...startFor, queueSid: event.target.value } })}
            >
              {queues.map((queue) => (
                <Option key={queue.sid} value={queue.sid}>
                  {queue.name}
                </Option>
              ))}
            </Select>
          )}
        </FormField>
      ) : null}
      <LoadProblem t={t} error={error} again={again} />
      <div role="status">
        {!startFor || problem || error ? null : (
          <HelpText marginTop="space0">
            {value
              ? t(`startForFine_${isNow ? 'now' : replyTo === 'queue' ? 'queue' : 'onReply'}`, { name })
              : t('startForAsking', { name })}
          </HelpText>
        )}
      </div>
    </>
  );
};
