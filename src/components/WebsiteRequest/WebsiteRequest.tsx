import React from 'react';

import type { TaskInfoPartProps } from '../../flex/parts';
import { Paragraph, WeakParagraph } from '../../flex/smallParts';
import type { NotesTranslate } from '../../strings/notes/notesStrings';

/** What came through a website's form, beside the conversation: in it, it would look like the customer's own words. */
export const WebsiteRequest = ({ t, task }: TaskInfoPartProps & { t: NotesTranslate }): React.ReactElement | null => {
  const { contactRequest, contactWebsite: website } = ((task?.attributes as Record<string, unknown> | undefined)
    ?.messagingControls ?? {}) as Record<string, unknown>;
  if (typeof contactRequest !== 'string' || typeof website !== 'string') {
    return null;
  }
  return (
    <div style={{ marginBottom: 12 }}>
      <WeakParagraph>{t('websiteRequest', { website })}</WeakParagraph>
      <Paragraph>{contactRequest}</Paragraph>
    </div>
  );
};
