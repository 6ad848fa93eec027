import { TwilioError } from '../../http/TwilioError';
import type { Media } from '../../model/conversations';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';

export const MEDIA_HOST = 'media.us1.twilio.com';

/** Also where the host is led to the sandbox's own address. */
const PUBLIC_URL = /\/(ME[0-9a-f]{32})\/([0-9a-f]{32})$/;

export interface StoredMedia {
  media: Media;
  data: Buffer;
  author: string;
  /** Part of the address that needs no credentials, so not to be guessed. */
  key: string;
  dateCreated: Date;
}

export interface NewMedia {
  data: Buffer;
  contentType: string;
  filename?: string;
  category?: Media['category'];
  author?: string;
}

/** Files of messages, in memory. https://www.twilio.com/docs/conversations-classic/api/media-resource */
export class MediaStore {
  private readonly files: Map<Sid, StoredMedia>;

  constructor(private readonly world: World) {
    this.files = world.keep('media', new Map<Sid, StoredMedia>());
  }

  add({ data, contentType, filename, category = 'media', author = 'system' }: NewMedia): StoredMedia {
    const stored: StoredMedia = {
      media: { sid: this.world.random.sid('ME'), filename: filename ?? null, contentType, size: data.length, category },
      data,
      author,
      key: this.world.random.hex(16),
      dateCreated: this.world.clock.now(),
    };
    this.files.set(stored.media.sid, stored);
    return stored;
  }

  find(sid: string): StoredMedia | undefined {
    return this.files.get(sid);
  }

  fetch(sid: string): StoredMedia {
    const stored = this.files.get(sid);
    if (!stored) throw TwilioError.notFound(`/Media/${sid}`);
    return stored;
  }

  remove(sid: string): void {
    this.files.delete(this.fetch(sid).media.sid);
  }

  publicUrl(sid: string): string {
    return `https://${MEDIA_HOST}/${sid}/${this.fetch(sid).key}`;
  }

  findByUrl(url: string): Media | undefined {
    const [, sid, key] = PUBLIC_URL.exec(url) ?? [];
    const stored = this.files.get(sid ?? '');
    return stored?.key === key ? stored?.media : undefined;
  }

  /** The files that a message is to carry. */
  forMessage(sids: readonly string[]): Media[] {
    return sids.map((sid) => {
      const stored = this.files.get(sid);
      if (!stored) throw TwilioError.invalid(`MediaSid: there is no media ${sid}`);
      return stored.media;
    });
  }
}
