import React from 'react';
import { useSelector } from 'react-redux';

import { HelpText } from '@twilio-paste/core/help-text';

import { START_MODES } from '../../../actions/startConversation';
import { whyNoTask } from '../../../flex/worker';
import { Choice } from '../../shared/Choice';
import { whyNotLater } from '../form/draft';
import type { FormPartProps } from '../form/formParts';
import { AvailabilityNote } from './AvailabilityNote';
import { SendTimeFields } from './SendTimeFields';

/** When the message goes, and when the conversation becomes the agent's. */
export const HowToSend = (
  props: FormPartProps & { availabilityRef: React.Ref<HTMLDivElement> },
): React.ReactElement => {
  const { plugin, form, fixed, availabilityRef } = props;
  const { manager, settings, t } = plugin;
  const { draft, facts } = form;
  // The store changes with every task that comes or goes.
  const canBeNow = useSelector(() => whyNoTask(manager, draft.channel) === 'unknown') || draft.startFor !== undefined;
  const notLater = settings.scheduling && whyNotLater(draft, facts);

  return (
    <>
      <Choice
        legend={t('mode')}
        orientation="horizontal"
        disabled={fixed}
        value={draft.mode}
        options={START_MODES.filter(
          (mode) => mode !== 'later' || (settings.scheduling && !notLater) || draft.mode === 'later',
        ).map((value) => ({
          value,
          label: t(`mode_${value}`),
          // What is in the way is said in its place.
          help: value === 'now' && !canBeNow ? undefined : t(`modeHelp_${value}`),
        }))}
        onChange={(mode) => form.edit({ mode })}
      />
      {draft.mode === 'now' && !draft.startFor ? (
        <AvailabilityNote ref={availabilityRef} plugin={plugin} form={form} />
      ) : null}
      {draft.mode === 'later' ? <SendTimeFields {...props} /> : null}
      {draft.mode === 'now' ? null : (
        <Choice
          legend={t('replyTo')}
          orientation="horizontal"
          disabled={fixed}
          value={draft.replyTo}
          options={[
            draft.startFor
              ? { value: 'agent', label: draft.startFor.name, help: t('replyToHelp_colleague') }
              : { value: 'agent', label: t('replyTo_agent'), help: t('replyToHelp_agent') },
            { value: 'queue', label: t('replyTo_queue') },
          ]}
          onChange={(replyTo) => form.edit({ replyTo })}
        />
      )}
      {notLater && draft.mode !== 'later' ? <HelpText>{t(`error_${notLater}`)}</HelpText> : null}
    </>
  );
};
