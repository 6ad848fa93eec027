import React, { useEffect, useRef } from 'react';

import { Button } from '@twilio/flex-ui';

import { Surface } from '../flex/smallParts';
import type { StartTranslate } from '../strings/translate';
import type { ChunkProblem } from './loadChunk';

const SPACED: React.CSSProperties = { padding: 20, outline: 'none' };
const BUTTONS: React.CSSProperties = { display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 20 };

/** In the place of a part whose chunk is on its way or did not come, drawn by Flex's own parts alone. */
export const ChunkNotice = ({
  t,
  title,
  titleId,
  problem,
  retry,
  close,
}: {
  t: StartTranslate;
  title: string;
  titleId: string;
  problem: ChunkProblem | undefined;
  retry: () => void;
  close: () => void;
}): React.ReactElement => {
  const ref = useRef<HTMLDivElement>(null);
  // As the part itself would take it: the keys then mean what is open.
  useEffect(() => ref.current?.focus(), []);
  return (
    <Surface>
      <div ref={ref} tabIndex={-1} style={SPACED} aria-busy={!problem}>
        <h2 id={titleId}>{title}</h2>
        <div role="status">{problem ? null : t('chunkLoading')}</div>
        <div role="alert">{problem ? t(`chunk_${problem}`) : null}</div>
        <div style={BUTTONS}>
          {problem ? (
            // Flex's primary button is hard to read in the dark theme.
            <Button variant="secondary" onClick={retry}>
              {t('tryAgain')}
            </Button>
          ) : null}
          <Button variant="secondary" onClick={close}>
            {t('close')}
          </Button>
        </div>
      </div>
    </Surface>
  );
};
