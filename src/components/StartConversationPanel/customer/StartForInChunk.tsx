import { ChunkStatus } from '../../../chunks/ChunkStatus';
import { inChunk } from '../../../chunks/inChunk';

/** For supervisors alone. */
export const StartForInChunk = inChunk(
  () => import(/* webpackChunkName: "start-for" */ './StartFor').then(({ StartFor }) => StartFor),
  ChunkStatus,
);
