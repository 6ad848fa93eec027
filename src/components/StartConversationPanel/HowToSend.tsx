import React from 'react';

import { Option, Select } from '@twilio-paste/core/select';

import { START_MODES } from '../../actions/startConversation';
import { Choice } from './Choice';
import { isSchedulable } from './draft';
import type { FormPartProps } from './formParts';
import { FormField } from './FormField';
import { SendTimeFields } from './SendTimeFields';

/** When the message goes, and when the conversation becomes the agent's. */
export const HowToSend = (props: FormPartProps): React.ReactElement => {
  const { plugin, form, fixed, errorOf } = props;
  const { settings, t } = plugin;
  const { draft, facts } = form;
  const canSchedule = settings.scheduling !== undefined && isSchedulable(draft, facts);

  return (
    <>
      <Choice
        legend={t('mode')}
        disabled={fixed}
        value={draft.mode}
        options={START_MODES.filter((mode) => mode !== 'later' || canSchedule || draft.mode === 'later').map(
          (value) => ({
            value,
            label: t(`mode_${value}`),
            help: t(`modeHelp_${value}`),
          }),
        )}
        onChange={(mode) => form.edit({ mode })}
      />
      {draft.mode === 'later' ? <SendTimeFields {...props} /> : null}
      {draft.mode === 'now' ? null : (
        <Choice
          legend={t('replyTo')}
          disabled={fixed}
          value={draft.replyTo}
          options={[
            { value: 'agent', label: t('replyTo_agent'), help: t('replyToHelp_agent') },
            { value: 'queue', label: t('replyTo_queue') },
          ]}
          onChange={(replyTo) => form.edit({ replyTo })}
        />
      )}
      {facts.queues.length > 1 ? (
        <FormField label={t('queue')} error={errorOf('queueSid')}>
          {(control) => (
            <Select
              {...control}
              disabled={fixed}
              value={draft.queueSid || facts.queues[0]?.sid}
              onChange={(event) => form.edit({ queueSid: event.target.value })}
            >
              {facts.queues.map(({ sid, name }) => (
                <Option key={sid} value={sid}>
                  {name}
                </Option>
              ))}
            </Select>
          )}
        </FormField>
      ) : null}
    </>
  );
};
