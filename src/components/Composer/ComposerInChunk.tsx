import { inChunk } from '../../chunks/inChunk';

/** Above Flex's field for a message: loaded with the first conversation. Until then the composer is Flex's own. */
export const ComposerInChunk = inChunk(
  () => import(/* webpackChunkName: "composer" */ './Composer').then((chunk) => chunk.Composer),
  () => null,
);
