import { ChunkStatus } from '../../chunks/ChunkStatus';
import { inChunk } from '../../chunks/inChunk';

/** Templates are WhatsApp's alone, and most messages there are answers that need none. */
export const TemplateFieldsInChunk = inChunk(
  () =>
    import(/* webpackChunkName: "template-fields" */ './TemplateFields').then(({ TemplateFields }) => TemplateFields),
  ChunkStatus,
);
