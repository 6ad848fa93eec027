import type { Media, Message } from '@twilio/conversations';

import { localAddress } from '../../host/browser/localAddress';

interface Shown {
  item: HTMLLIElement;
  isOwn: boolean;
}

const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
): HTMLElementTagNameMap[Name] => Object.assign(document.createElement(name), properties);

/** Shows the messages of one chat in their order. What is shown already stays, so that only news is read out. */
export class MessageList {
  private readonly shown = new Map<number, Shown>();

  constructor(private readonly list: HTMLElement) {
    list.replaceChildren();
  }

  show(message: Message, author: string, isOwn: boolean): void {
    const item = this.itemOf(message, author, isOwn);
    const old = this.shown.get(message.index)?.item;
    this.shown.set(message.index, { item, isOwn });
    if (old) {
      if (!old.isEqualNode(item)) old.replaceWith(item);
      else this.shown.set(message.index, { item: old, isOwn });
      return;
    }
    const next = [...this.shown.keys()].filter((index) => index > message.index).sort((a, b) => a - b)[0];
    this.list.insertBefore(item, next === undefined ? null : (this.shown.get(next)?.item ?? null));
  }

  /** Writes under the guest's last message whether the other side has read it. */
  showRead(readIndex: number): void {
    this.list.querySelector('.status')?.remove();
    const last = [...this.shown].filter(([, { isOwn }]) => isOwn).sort(([a], [b]) => b - a)[0];
    if (!last) return;
    const [index, { item }] = last;
    item.append(element('small', { className: 'status', textContent: index <= readIndex ? 'Read' : 'Sent' }));
  }

  private itemOf(message: Message, author: string, isOwn: boolean): HTMLLIElement {
    const item = element('li', { className: isOwn ? 'own' : 'their' });
    item.append(element('small', { className: 'author', textContent: isOwn ? 'You' : author }));
    if (message.body) item.append(element('p', { textContent: message.body }));
    for (const media of message.attachedMedia ?? []) item.append(attachment(media));
    const date = message.dateCreated ?? new Date();
    const time = date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
    item.append(element('time', { dateTime: date.toISOString(), textContent: time }));
    return item;
  }
}

/** A link to the file, which shows it where it is a picture. */
function attachment(media: Media): HTMLElement {
  const name = media.filename ?? 'Attachment';
  const link = element('a', { textContent: name, target: '_blank', rel: 'noreferrer' });
  media
    .getContentTemporaryUrl()
    .then((url) => {
      link.href = localAddress(url ?? '', location.origin);
      if (media.contentType.startsWith('image/')) link.replaceChildren(element('img', { src: link.href, alt: name }));
    })
    .catch(() => {
      link.textContent = `${name} (not available)`;
    });
  const line = element('p');
  line.append(link);
  return line;
}
