import { ChunkStatus } from '../../chunks/ChunkStatus';
import { inChunk } from '../../chunks/inChunk';

/** What stands in the way of few messages. */
export const OpenConversationInChunk = inChunk(
  () =>
    import(/* webpackChunkName: "open-conversation" */ './OpenConversationCard').then(
      ({ OpenConversationCard }) => OpenConversationCard,
    ),
  ChunkStatus,
);

/** Only where a colleague's is taken over. */
export const TakeOverInChunk = inChunk(
  () => import(/* webpackChunkName: "people" */ '../People/TakeOverForm').then(({ TakeOverForm }) => TakeOverForm),
  ChunkStatus,
);
