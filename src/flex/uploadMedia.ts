import type * as Flex from '@twilio/flex-ui';

import { sessionToken } from './session';

export type Uploaded = { ok: true; mediaSid: string } | { ok: false };

export interface UploadOptions {
  /** Called with the share that is there, 0 to 1. */
  onProgress: (share: number) => void;
  /** Ends the upload. */
  signal: AbortSignal;
}

function mediaUrl({ serviceConfiguration }: Flex.Manager, { name }: File): string {
  const query = new URLSearchParams({ Category: 'media', Filename: name }).toString();
  return `https://mcs.us1.twilio.com/v1/Services/${serviceConfiguration.chat_service_instance_sid}/Media?${query}`;
}

/**
 * Gives a file to the media service of Conversations, as its SDK does, which takes a file only for a conversation that is
 * there already. A message can then name it. Never rejects.
 * https://www.twilio.com/docs/conversations-classic/api/media-resource
 */
export function uploadMedia(
  manager: Flex.Manager,
  file: File,
  { onProgress, signal }: UploadOptions,
): Promise<Uploaded> {
  return new Promise((resolve) => {
    // fetch tells nothing of an upload's progress.
    const request = new XMLHttpRequest();
    request.open('POST', mediaUrl(manager, file));
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.setRequestHeader('X-Twilio-Token', sessionToken(manager));
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total ? loaded / total : 0));
    request.addEventListener('loadend', () => {
      const mediaSid = request.status === 201 || request.status === 200 ? sidOf(request.responseText) : undefined;
      resolve(mediaSid === undefined ? { ok: false } : { ok: true, mediaSid });
    });
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function sidOf(body: string): string | undefined {
  try {
    const { sid } = JSON.parse(body) as { sid?: unknown };
    return typeof sid === 'string' ? sid : undefined;
  } catch {
    return undefined;
  }
}
