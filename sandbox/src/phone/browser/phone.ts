import { mergeList, oneAtATime } from '../../host/browser/livePage';

// Keeps the phone page live: each event loads the page anew and takes over what has changed in it.

const main = document.querySelector<HTMLElement>('main.phone');
const customer = main?.dataset['customer'] ?? '';
const byId = <T extends HTMLElement>(id: string): T | null => document.getElementById(id) as T | null;

const showLatest = (): void => {
  const log = byId('log');
  if (log) log.scrollTop = log.scrollHeight;
};

async function refresh(): Promise<void> {
  const response = await fetch(location.href);
  if (!response.ok) return;
  const next = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const id of ['numbers', 'messages']) {
    const list = byId(id);
    const nextList = next.getElementById(id);
    if (list && nextList) mergeList(list, document.importNode(nextList, true));
  }
  showLatest();
  await tellRead();
}

const refreshSoon = oneAtATime(refresh);

const composer = byId<HTMLFormElement>('composer');
const body = byId<HTMLTextAreaElement>('body');
const problem = byId('problem');

const media = byId<HTMLInputElement>('media');
const chosen = byId('chosen');

/** Says which file goes with the message. */
function showChosen(): void {
  const file = media?.files?.[0];
  if (chosen) chosen.textContent = file ? `${file.name} goes with your message.` : '';
  chosen?.toggleAttribute('hidden', !file);
}
media?.addEventListener('change', showChosen);

async function send(form: HTMLFormElement, text: HTMLTextAreaElement): Promise<void> {
  if (!text.value.trim() && !media?.files?.length) return;
  const fields = new FormData(form);
  text.value = '';
  if (media) media.value = '';
  showChosen();
  problem?.toggleAttribute('hidden', true);
  const response = await fetch(form.action, { method: 'POST', body: fields, headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(((await response.json()) as { message?: string }).message ?? response.statusText);
}

if (composer && body) {
  composer.addEventListener('submit', (event) => {
    event.preventDefault();
    const written = body.value;
    send(composer, body).catch((error: unknown) => {
      body.value ||= written;
      if (!problem) return;
      problem.textContent = `Not sent: ${error instanceof Error ? error.message : String(error)}`;
      problem.toggleAttribute('hidden', false);
    });
    body.focus();
  });
  body.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    composer.requestSubmit();
  });
}

const THREAD_FIELDS = ['customer', 'channel', 'to'];

/** While the thread is in front of the customer, what comes in it is read. */
async function tellRead(): Promise<void> {
  if (!composer || document.visibilityState !== 'visible') return;
  const fields = [...new FormData(composer)].filter(([name]) => THREAD_FIELDS.includes(name)) as [string, string][];
  await fetch('/sandbox/phone/read', { method: 'POST', body: new URLSearchParams(fields) });
}

showLatest();
document.addEventListener('visibilitychange', () => void refreshSoon());
const events = new EventSource(`/sandbox/phone/events?${new URLSearchParams({ customer }).toString()}`);
events.onmessage = () => void refreshSoon();
events.addEventListener('read', () => void refreshSoon());
events.onopen = () => void refreshSoon();
