import React, { useEffect, useRef } from 'react';
import { useSelector } from 'react-redux';

import { ChunkNotice } from '../../chunks/ChunkNotice';
import { inChunk } from '../../chunks/inChunk';
import type { AppState } from '../../flex/FlexContext';
import type { PluginContext } from '../../PluginContext';
import { setTemplateDialog } from '../../state/messagingControlsState';

const TITLE_ID = 'messaging-controls-template-title';

/** In front of everything, by the browser's own modal dialog: it keeps the focus inside and gives it back. */
const DIALOG: React.CSSProperties = { width: 420, maxWidth: 'calc(100vw - 32px)', padding: 0, border: 'none' };

export const TemplateForm = inChunk(
  () => import(/* webpackChunkName: "templates" */ './TemplateForm').then((chunk) => chunk.TemplateForm),
  ({ plugin: { t }, titleId, close, problem, retry }) => (
    <ChunkNotice t={t} title={t('sendTemplate')} {...{ titleId, close, problem, retry }} />
  ),
);

/** One for all of Flex, because the places that open it come and go with their messages. */
export const TemplateDialog = ({ plugin }: { plugin: PluginContext }): React.ReactElement | null => {
  const conversationSid = useSelector((state: AppState) => state.messagingControls.templateDialogFor);
  return conversationSid ? (
    <OpenTemplateDialog key={conversationSid} plugin={plugin} conversationSid={conversationSid} />
  ) : null;
};

const OpenTemplateDialog = ({
  plugin,
  conversationSid,
}: {
  plugin: PluginContext;
  conversationSid: string;
}): React.ReactElement => {
  const { manager, t } = plugin;
  const dialogRef = useRef<HTMLDialogElement>(null);
  useEffect(() => dialogRef.current?.showModal(), []);
  return (
    <dialog
      ref={dialogRef}
      aria-labelledby={TITLE_ID}
      lang={t('language')}
      style={DIALOG}
      onClose={() => manager.store.dispatch(setTemplateDialog(undefined))}
    >
      <TemplateForm
        plugin={plugin}
        conversationSid={conversationSid}
        titleId={TITLE_ID}
        close={() => dialogRef.current?.close()}
      />
    </dialog>
  );
};
