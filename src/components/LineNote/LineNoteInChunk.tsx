import { ChunkStatus } from '../../chunks/ChunkStatus';
import { inChunk } from '../../chunks/inChunk';

/** That a message may not arrive at a number's kind of line, or must not go there. */
export const LineNoteInChunk = inChunk(
  () => import(/* webpackChunkName: "check-notes" */ './LineNote').then(({ LineNote }) => LineNote),
  ChunkStatus,
);
