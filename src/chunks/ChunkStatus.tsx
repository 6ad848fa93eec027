import React from 'react';

import { Button } from '@twilio/flex-ui';

import type { PluginContext } from '../PluginContext';
import type { MeanwhileProps } from './inChunk';

/** In the place of a small part whose chunk is on its way or did not come. */
export const ChunkStatus = ({
  plugin: { t },
  problem,
  retry,
}: {
  plugin: PluginContext;
} & MeanwhileProps): React.ReactElement => (
  <div role="status" style={{ padding: 16 }}>
    {problem ? (
      <>
        {t(`chunk_${problem}`)} <Button onClick={retry}>{t('tryAgain')}</Button>
      </>
    ) : (
      t('chunkLoading')
    )}
  </div>
);
