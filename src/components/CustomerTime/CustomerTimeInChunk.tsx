import React from 'react';

import { ChunkStatus } from '../../chunks/ChunkStatus';
import { inChunk } from '../../chunks/inChunk';

/** What time it is where the customer is. Its one line is empty until it comes, so that nothing moves. */
export const CustomerTimeInChunk = inChunk(
  () => import(/* webpackChunkName: "check-notes" */ './CustomerTime').then(({ CustomerTime }) => CustomerTime),
  (props) => (props.problem ? <ChunkStatus {...props} /> : null),
);
