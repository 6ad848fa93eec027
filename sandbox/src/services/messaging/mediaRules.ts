import type { LoggedMessage } from '../../model/messaging';
import type { World } from '../../World';
import type { Failure } from './failingNumbers';

const MEGABYTE = 1024 * 1024;
const MMS_BYTES = 5 * MEGABYTE;
const WHATSAPP_BYTES = 16 * MEGABYTE;
const WHATSAPP_IMAGE_BYTES = 5 * MEGABYTE;

/** https://www.twilio.com/docs/messaging/guides/accepted-mime-types */
const MMS_TYPES: readonly RegExp[] = [
  /^image\/(jpe?g|png|gif|bmp|webp|tiff|heic|heif)$/,
  /^audio\//,
  /^video\/(mpeg|mp4|quicktime|webm|3gpp2?|3gpp-tt|h26[134])/,
  /^text\/(vcard|x-vcard|csv|rtf|richtext|calendar|directory|plain)$/,
  /^application\/(pdf|vcard|vnd\.apple\.pkpass|msword|vnd\.openxmlformats-officedocument\..+|rtf)$/,
];

/** https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages#supported-mime-types */
const WHATSAPP_TYPES: readonly RegExp[] = [
  /^image\/(jpe?g|png|webp)$/,
  /^audio\/(ogg|amr|3gpp|aac|mpeg|mp4)/,
  /^video\/mp4$/,
  /^text\/(vcard|x-vcard|plain)$/,
  /^application\/(pdf|msword|vnd\.ms-(excel|powerpoint)|vnd\.openxmlformats-officedocument\..+)$/,
];

const failed = (errorCode: number, message: string): Failure => ({ status: 'failed', errorCode, message });

/** Files are known by their addresses at the media service; those of other addresses are not fetched, and pass. */
export function mediaFailure(world: World, { channel, mediaUrls }: LoggedMessage): Failure | undefined {
  const media = mediaUrls.flatMap((url) => world.services.conversations.findMedia(url) ?? []);
  const bytes = media.reduce((sum, { size }) => sum + size, 0);
  const hasOther = (types: readonly RegExp[]): boolean =>
    media.some(({ contentType }) => !types.some((type) => type.test(contentType)));
  if (channel === 'sms') {
    if (hasOther(MMS_TYPES)) return failed(12300, 'Invalid Content-Type');
    if (bytes > MMS_BYTES) return failed(11751, 'Media Message - Media exceeds messaging provider size limit');
  }
  if (channel === 'whatsapp') {
    if (hasOther(WHATSAPP_TYPES)) return failed(63021, 'Channel invalid content error');
    if (bytes > WHATSAPP_BYTES) return failed(11751, 'Media Message - Media exceeds messaging provider size limit');
    const isLargeImage = media.some(
      ({ contentType, size }) => /^image\//.test(contentType) && size > WHATSAPP_IMAGE_BYTES,
    );
    if (isLargeImage) return failed(63034, 'Media exceeds size limit');
  }
  return undefined;
}
