import type { Channel } from '../../../contract/Channel';

const MEGABYTE = 1_000_000;

interface FileRule {
  /** As the attribute `accept` has it. */
  accept: string;
  types: RegExp;
  /** Bytes; of pictures `pictures`, where it is given. */
  limit: number;
  pictures?: number;
}

const OFFICE = /^application\/(pdf|msword|vnd\.(ms-(excel|powerpoint)|openxmlformats-officedocument\..+))$/;

/**
 * https://www.twilio.com/docs/messaging/guides/accepted-mime-types,
 * https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages,
 * https://www.twilio.com/docs/flex/developer/conversations/limits
 */
const RULES: Record<Channel, FileRule> = {
  sms: {
    accept: 'image/jpeg,image/png,image/gif,audio/*,video/mp4,video/3gpp,video/quicktime,text/vcard,application/pdf',
    types: /^(image\/(jpe?g|png|gif)|audio\/.+|video\/(mp4|3gpp|quicktime)|text\/(x-)?vcard|application\/pdf)$/,
    limit: 5 * MEGABYTE,
  },
  whatsapp: {
    accept:
      'image/jpeg,image/png,image/webp,audio/ogg,audio/mpeg,audio/mp4,video/mp4,text/vcard,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx',
    types: new RegExp(
      `^(image/(jpe?g|png|webp)|audio/(ogg|amr|3gpp|aac|mpeg|mp4)|video/mp4|text/((x-)?vcard|plain))$|${OFFICE.source}`,
    ),
    limit: 16 * MEGABYTE,
    pictures: 5 * MEGABYTE,
  },
  rcs: {
    accept: 'image/jpeg,image/png,image/gif,video/mp4,video/webm,audio/*,application/pdf',
    types: /^(image\/(jpe?g|png|gif)|video\/(mp4|mpeg|webm|3gpp)|audio\/.+|application\/pdf)$/,
    limit: 16 * MEGABYTE,
  },
  messenger: {
    accept: 'image/*,audio/*,video/mp4,.pdf',
    types: /^(image\/.+|audio\/.+|video\/mp4|application\/pdf)$/,
    limit: 16 * MEGABYTE,
  },
  apple: {
    accept: 'image/*,audio/*,video/*,.pdf',
    types: /^((image|audio|video)\/.+|application\/pdf)$/,
    limit: 100 * MEGABYTE,
  },
  chat: { accept: '', types: /./, limit: 16 * MEGABYTE },
};

const limitOf = ({ limit, pictures = limit }: FileRule, type: string): number =>
  type.startsWith('image/') ? pictures : limit;

/** The largest file of any kind, in megabytes. */
export const megabytesOf = (channel: Channel): number => RULES[channel].limit / MEGABYTE;

export const acceptOf = (channel: Channel): string => RULES[channel].accept;

/** What is wrong with the file on this channel, with the limit in megabytes; undefined where nothing is. */
export function fileProblem(
  channel: Channel,
  { type, size }: Pick<File, 'type' | 'size'>,
): { reason: 'type' | 'size' | 'empty'; megabytes: number } | undefined {
  const rule = RULES[channel];
  const limit = limitOf(rule, type);
  const megabytes = limit / MEGABYTE;
  if (!rule.types.test(type)) {
    return { reason: 'type', megabytes };
  }
  if (size === 0) {
    return { reason: 'empty', megabytes };
  }
  return size > limit ? { reason: 'size', megabytes } : undefined;
}
