import { useLayoutEffect, useRef } from 'react';

import type { Channel } from '../../../contract/Channel';
import { uploadMedia } from '../../../flex/uploadMedia';
import type { ScreenContext } from '../../../PluginContext';
import type { Panel } from '../form/usePanelState';
import { fileProblem } from './fileRules';

/** Gives a file that the agent picks to the media service, and then to the form. What is no longer wanted is ended. */
export function useUpload(
  { manager, t }: ScreenContext,
  { state, tell }: Panel,
): (channel: Channel, file: File) => Promise<void> {
  const current = useRef<AbortController>();
  const isUnderWay = state.uploading !== undefined;
  useLayoutEffect(() => {
    if (!isUnderWay) {
      current.current?.abort();
    }
  }, [isUnderWay]);

  return async (channel, file) => {
    current.current?.abort();
    const wrong = fileProblem(channel, file);
    if (wrong) {
      const values = { megabytes: wrong.megabytes, channel: t(`channel_${channel}`) };
      tell({ type: 'upload', problem: t(`file_${wrong.reason}`, values) });
      return;
    }
    const { name, type, size } = file;
    const controller = new AbortController();
    const { signal } = controller;
    current.current = controller;
    const progress = (share: number) => !signal.aborted && tell({ type: 'upload', uploading: { name, share } });
    progress(0);
    const uploaded = await uploadMedia(manager, file, { signal, onProgress: progress });
    if (signal.aborted) {
      return;
    }
    tell({ type: 'upload', problem: uploaded.ok ? undefined : t('file_notUploaded') });
    if (uploaded.ok) {
      tell({ type: 'edit', change: { file: { mediaSid: uploaded.mediaSid, name, type, size } } });
    }
  };
}
