import React from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';

import type { ClientError } from '../../backend/ClientError';
import type { Translate } from '../../strings/translate';
import { errorSentence } from './errorSentence';
import { NoticeCallout } from './NoticeCallout';

/** Why something could not be loaded, and a way to try again; nothing where it could. */
export const LoadProblem = ({
  t,
  error,
  again,
}: {
  t: Translate;
  error: ClientError | undefined;
  again: () => void;
}): React.ReactElement | null =>
  error ? (
    <NoticeCallout t={t} notice={{ variant: 'error', text: errorSentence(t, error) }}>
      <Box>
        <Button variant="secondary" size="small" onClick={again}>
          {t('tryAgain')}
        </Button>
      </Box>
    </NoticeCallout>
  ) : null;
