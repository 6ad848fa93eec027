import React from 'react';

import { START_MODES } from '../../actions/startConversation';
import { isByNumber } from '../../contract/Channel';
import { Choice } from './Choice';
import { kindOf } from './draft';
import type { FormPartProps } from './formParts';
import { SendTimeFields } from './SendTimeFields';

/** When the message goes, and when the conversation becomes the agent's. */
export const HowToSend = (props: FormPartProps): React.ReactElement => {
  const { plugin, form, fixed } = props;
  const { settings, t } = plugin;
  const { draft, facts } = form;
  const canSchedule = settings.scheduling !== undefined && isByNumber(draft.channel) && kindOf(draft, facts) !== 'file';

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
    </>
  );
};
