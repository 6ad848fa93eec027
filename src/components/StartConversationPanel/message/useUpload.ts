import { useRef, useState } from 'react';

import type { Channel } from '../../../contract/Channel';
import { uploadMedia } from '../../../flex/uploadMedia';
import type { ScreenContext } from '../../../PluginContext';
import type { UploadedFile } from '../form/draft';
import { fileProblem } from './fileRules';

export interface Upload {
  /** The file that is on its way, and its share that is there, 0 to 1. */
  uploading: { name: string; share: number } | undefined;
  /** Why there is no file, for the person. */
  problem: string | undefined;
  start: (channel: Channel, file: File) => void;
  /** Ends what is on its way. */
  cancel: () => void;
}

/** Gives a file that the agent picks to the media service, and then to `onUploaded`. */
export function useUpload({ manager, t }: ScreenContext, onUploaded: (file: UploadedFile) => void): Upload {
  const [uploading, setUploading] = useState<Upload['uploading']>();
  const [problem, setProblem] = useState<string>();
  const current = useRef<AbortController>();

  const cancel = () => {
    current.current?.abort();
    current.current = undefined;
    setUploading(undefined);
    setProblem(undefined);
  };

  const upload = async (file: File): Promise<void> => {
    const controller = new AbortController();
    current.current = controller;
    setUploading({ name: file.name, share: 0 });
    const uploaded = await uploadMedia(manager, file, {
      signal: controller.signal,
      onProgress: (share) => {
        if (current.current === controller) {
          setUploading({ name: file.name, share });
        }
      },
    });
    if (current.current !== controller) {
      return;
    }
    current.current = undefined;
    setUploading(undefined);
    if (uploaded.ok) {
      onUploaded({ mediaSid: uploaded.mediaSid, name: file.name, type: file.type, size: file.size });
    } else {
      setProblem(t('file_notUploaded'));
    }
  };

  return {
    uploading,
    problem,
    cancel,
    start(channel, file) {
      cancel();
      const wrong = fileProblem(channel, file);
      if (wrong) {
        setProblem(t(`file_${wrong.reason}`, { megabytes: wrong.megabytes, channel: t(`channel_${channel}`) }));
        return;
      }
      void upload(file);
    },
  };
}
