import React, { useState } from 'react';

import { Box } from '@twilio-paste/core/box';

import { performPeopleAct } from '../../actions/peopleActs';
import type { ClientError } from '../../backend/ClientError';
import type { PeopleRequest } from '../../contract/people';
import type { ScreenContext } from '../../PluginContext';
import { errorSentence } from '../shared/errorSentence';
import { NoticeCallout } from '../shared/NoticeCallout';
import { InviteForm } from './InviteForm';
import { ReasonForm } from './ReasonForm';
import { usePeopleStrings } from './usePeopleStrings';

interface ActOnTaskProps {
  plugin: ScreenContext;
  taskSid: string;
  act: 'reassign' | 'end';
  insideWorkerSids: readonly string[];
  /** Of those inside. */
  names: string;
  cancel: () => void;
  /** With a sentence of what came of it. */
  done: (sentence: string) => void;
}

/** What a supervisor does to a conversation without opening it: the forms of the People tab. */
export const ActOnTask = (props: ActOnTaskProps): React.ReactElement => {
  const { plugin, taskSid, act, insideWorkerSids, names, cancel, done } = props;
  const t = usePeopleStrings(plugin);
  const [isWorking, setIsWorking] = useState(false);
  const [error, setError] = useState<ClientError>();
  const perform = async (request: PeopleRequest & { act: 'reassign' | 'end' }, sentence: string): Promise<void> => {
    setIsWorking(true);
    setError(undefined);
    const answer = await performPeopleAct(plugin, request);
    setIsWorking(false);
    if (answer.ok) {
      done(sentence);
    } else {
      setError(answer.error);
    }
  };
  return (
    <Box display="flex" flexDirection="column" rowGap="space40" maxWidth="size50">
      {error ? <NoticeCallout t={t} notice={{ variant: 'error', text: errorSentence(t, error) }} /> : null}
      {act === 'reassign' ? (
        <InviteForm
          plugin={plugin}
          taskSid={taskSid}
          purpose="reassign"
          insideWorkerSids={insideWorkerSids}
          isWorking={isWorking}
          send={({ invitee, note, reasonCode }) =>
            perform({ act, taskSid, invitee, reason: note, reasonCode }, t('reassignSent'))
          }
          cancel={cancel}
        />
      ) : (
        <ReasonForm
          t={t}
          title={t('superviseEnd')}
          question={t('peopleEndQuestion', { names })}
          needsReason
          isWorking={isWorking}
          confirm={t('peopleEnd')}
          send={(reason, reasonCode) => perform({ act, taskSid, reason, reasonCode }, t('peopleEnded'))}
          cancel={cancel}
        />
      )}
    </Box>
  );
};
