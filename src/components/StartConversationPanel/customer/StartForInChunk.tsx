import { ChunkStatus } from '../../../chunks/ChunkStatus';
import { inChunk } from '../../../chunks/inChunk';

/** For supervisors alone; with the people, who are searched the same way. */
export const StartForInChunk = inChunk(
  () => import(/* webpackChunkName: "people" */ './StartFor').then(({ StartFor }) => StartFor),
  ChunkStatus,
);
