import React from 'react';

import { ChunkStatus } from '../../../chunks/ChunkStatus';
import { inChunk } from '../../../chunks/inChunk';

/** Times to choose from. Their place is kept free until they come, so that nothing moves. */
export const SendTimeSuggestionsInChunk = inChunk(
  () =>
    import(/* webpackChunkName: "send-times" */ './SendTimeSuggestions').then(
      ({ SendTimeSuggestions }) => SendTimeSuggestions,
    ),
  (props) => (props.problem ? <ChunkStatus {...props} /> : null),
);
