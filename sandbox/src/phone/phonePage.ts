import { documentOf, html } from '../host/html';
import type { Html } from '../host/html';
import { localAddress } from '../host/browser/localAddress';
import type { ContentAction } from '../model/content';
import type { LoggedMessage } from '../model/messaging';
import { READ_CHANNELS } from '../model/messaging';
import type { Customer } from './customers';
import { numberOf } from './customers';
import type { Attachment, PhoneMessage, Thread } from './threads';

const CHANNEL_NAMES: Record<string, string> = {
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  rcs: 'RCS',
  messenger: 'Messenger',
  apple: 'Apple Messages',
};

const PAPER_CLIP = html`<svg
  aria-hidden="true"
  width="20"
  height="20"
  viewBox="0 0 24 24"
  fill="none"
  stroke="currentColor"
  stroke-width="2"
  stroke-linecap="round"
>
  <path d="M20 11.5 12 19.5a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.8-7.8" />
</svg>`;

const channelName = (channel: string): string => CHANNEL_NAMES[channel] ?? channel;

const clockTime = (date: Date): string => date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
const time = (date: Date): Html => html`<time datetime="${date.toISOString()}">${clockTime(date)}</time>`;

export const phoneUrl = (customer: Customer, address?: string): string =>
  `/phone?${new URLSearchParams({ customer: customer.number, ...(address && { to: address }) }).toString()}`;

/** Asks whose phone to show. */
export const chooserPage = (customers: Customer[]): string =>
  documentOf({
    title: 'Whose phone? · Sandbox',
    body: html`<main class="narrow">
      <h1>Whose phone?</h1>
      <p>Each customer’s phone opens at its own address, so several can be open at once.</p>
      <nav aria-label="Customers" class="people">
        ${customers.map(
          (customer) =>
            html`<a class="card" href="${phoneUrl(customer)}">
              <span class="avatar" aria-hidden="true">${customer.name.charAt(0)}</span>
              <span class="grow"><strong>${customer.name}</strong> <small>${customer.number}</small></span>
            </a>`,
        )}
      </nav>
      <form method="get" action="/phone" class="another">
        <label for="customer">Another number, with its country code, or an ID of WhatsApp</label>
        <input
          id="customer"
          name="customer"
          type="text"
          required
          pattern="\\+[1-9][0-9]{6,14}|[A-Z]{2}\\.[A-Za-z0-9.]{1,132}"
          title="A plus sign and 7 to 15 digits, such as +14155550123; or an ID such as US.13491208655302741918"
          placeholder="+14155550123"
        />
        <button class="button">Open</button>
      </form>
      <p><a href="/">All of the sandbox</a></p>
    </main>`,
  });

const previewOf = (message: LoggedMessage | undefined): string =>
  message ? `${message.direction === 'inbound' ? 'You: ' : ''}${message.body || 'Attachment'}` : 'No messages yet';

function listed(thread: Thread, customer: Customer, open: boolean): Html {
  const latest = thread.messages.at(-1);
  const preview = previewOf(latest);
  // What is seen, and the number, which tells senders of one name apart.
  const shown = [thread.name, channelName(thread.channel), preview, ...(latest ? [clockTime(latest.dateCreated)] : [])];
  return html`<li data-key="${thread.address}">
    <a
      href="${phoneUrl(customer, thread.address)}"
      aria-label="${[...shown, numberOf(thread.address)].join(', ')}"
      ${open ? html`aria-current="page"` : ''}
    >
      <strong>${thread.name}</strong>
      <span class="channel ${thread.channel}">${channelName(thread.channel)}</span>
      <small class="preview">${preview}</small>
      ${latest ? html`<small class="when">${time(latest.dateCreated)}</small>` : ''}
    </a>
  </li>`;
}

function attachment({ url, contentType, filename }: Attachment, index: number): Html {
  const address = localAddress(url, '');
  const name = filename ?? `Attachment ${index + 1}`;
  const shown = contentType?.startsWith('image/') ? html`<img src="${address}" alt="${name}" />` : html`${name}`;
  return html`<p><a href="${address}" target="_blank" rel="noreferrer">${shown}</a></p>`;
}

const ticks = ({ isRead }: PhoneMessage): Html =>
  html`<span class="ticks ${isRead ? 'read' : ''}"
    ><span aria-hidden="true">✓✓</span><span class="hidden">${isRead ? 'Read' : 'Delivered'}</span></span
  >`;

/** A template's button. A quick reply is the customer's next message. */
function button(action: ContentAction, thread: Thread, customer: Customer): Html {
  const { type, title, url, phone, id } = action;
  if (url !== undefined) return html`<a class="action" href="${url}" target="_blank" rel="noreferrer">${title}</a>`;
  if (phone !== undefined) return html`<a class="action" href="tel:${phone}">${title}</a>`;
  if (type !== 'QUICK_REPLY' && type !== 'LIST_ITEM') return html`<span class="action">${title}</span>`;
  return html`<form method="post" action="/sandbox/phone/messages">
    ${recipient(thread, customer)}
    ${id === undefined ? '' : html`<input type="hidden" name="${type === 'LIST_ITEM' ? 'listId' : 'buttonPayload'}" value="${id}" />`}
    <button class="action" name="body" value="${title}">${title}</button>
  </form>`;
}

function bubble(message: PhoneMessage, thread: Thread, customer: Customer): Html {
  const isOwn = message.direction === 'inbound';
  const actions = message.content?.actions ?? [];
  return html`<li data-key="${message.sid}" class="${isOwn ? 'own' : 'their'}">
    ${message.attachments.map(attachment)} ${message.body ? html`<p>${message.body}</p>` : ''}
    <small class="foot"
      >${time(message.dateCreated)} ${isOwn && READ_CHANNELS.includes(thread.channel) ? ticks(message) : ''}</small
    >
    ${actions.length > 0 ? html`<div class="actions">${actions.map((action) => button(action, thread, customer))}</div>` : ''}
  </li>`;
}

/** Hidden fields: who writes, and to whom. */
const recipient = (thread: Thread, customer: Customer): Html =>
  html`<input type="hidden" name="customer" value="${customer.number}" />
    <input type="hidden" name="channel" value="${thread.channel}" />
    <input type="hidden" name="to" value="${thread.address}" />`;

const opened = (thread: Thread, customer: Customer): Html =>
  html`<section aria-labelledby="with" class="thread ${thread.channel}">
    <header>
      <a class="back" href="${phoneUrl(customer)}">Numbers</a>
      <h2 id="with">${thread.name}</h2>
      <small>${channelName(thread.channel)} ${numberOf(thread.address)}</small>
    </header>
    <div id="log" role="log" aria-label="Messages with ${thread.name}" tabindex="0">
      <ol id="messages">
        ${thread.messages.map((message) => bubble(message, thread, customer))}
      </ol>
    </div>
    <form method="post" action="/sandbox/phone/messages" enctype="multipart/form-data" id="composer">
      ${recipient(thread, customer)}
      <label class="attach">
        ${PAPER_CLIP}<span class="hidden">Attach a file</span>
        <input type="file" name="media" id="media" class="hidden" />
      </label>
      <label for="body" class="hidden">Message</label>
      <textarea id="body" name="body" rows="1" placeholder="Write a message"></textarea>
      <button class="button">Send</button>
      <p id="chosen" role="status" hidden></p>
      <p id="problem" role="alert" hidden></p>
    </form>
  </section>`;

export interface Phone {
  customer: Customer;
  threads: Thread[];
  /** Undefined shows the list alone. */
  open: Thread | undefined;
}

/** One customer's phone: our numbers with their last message, and the thread that is open. */
export const phonePage = ({ customer, threads, open }: Phone): string =>
  documentOf({
    title: `${customer.name} · Customer’s phone`,
    head: html`<link rel="stylesheet" href="/assets/phone.css" />
      <script src="/assets/phone.js" defer></script>`,
    body: html`<main class="phone ${open ? 'with-thread' : ''}" data-customer="${customer.number}">
      <div class="numbers">
        <header>
          <h1>${customer.name}</h1>
          <small>${customer.name === customer.number ? '' : customer.number}</small>
          <a href="/phone">Another phone</a>
        </header>
        <nav aria-label="Numbers">
          <ul id="numbers">
            ${threads.map((thread) => listed(thread, customer, thread === open))}
          </ul>
        </nav>
      </div>
      ${
        open
          ? opened(open, customer)
          : html`<section class="thread nothing"><p>Choose a number to write to.</p></section>`
      }
    </main>`,
  });
