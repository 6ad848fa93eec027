// Keeps the phone page live: each event loads the page anew and takes over what has changed in it.

const main = document.querySelector<HTMLElement>('main.phone');
const customer = main?.dataset['customer'] ?? '';
const byId = <T extends HTMLElement>(id: string): T | null => document.getElementById(id) as T | null;

const keyOf = (element: Element): string => (element as HTMLElement).dataset['key'] ?? '';

/** Makes `list` hold what `next` holds. Items that have not changed stay as they are, so that only news is read out. */
function merge(list: HTMLElement, next: HTMLElement): void {
  const present = new Map([...list.children].map((item) => [keyOf(item), item]));
  [...next.children].forEach((item, index) => {
    const old = present.get(keyOf(item));
    present.delete(keyOf(item));
    const kept = old?.isEqualNode(item) ? old : item;
    if (old && kept !== old) old.replaceWith(kept);
    if (list.children[index] !== kept) list.insertBefore(kept, list.children[index] ?? null);
  });
  for (const gone of present.values()) gone.remove();
}

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
    if (list && nextList) merge(list, document.importNode(nextList, true));
  }
  showLatest();
}

/** One refresh at a time; what happens meanwhile asks for one more. */
let running = false;
let again = false;
async function refreshSoon(): Promise<void> {
  again = true;
  if (running) return;
  running = true;
  try {
    while (again) {
      again = false;
      await refresh();
    }
  } catch (error) {
    // The sandbox is away; the event stream connects again by itself and refreshes then.
    console.warn(error);
  } finally {
    running = false;
  }
}

const composer = byId<HTMLFormElement>('composer');
const body = byId<HTMLTextAreaElement>('body');
const problem = byId('problem');

async function send(form: HTMLFormElement, text: HTMLTextAreaElement): Promise<void> {
  const written = text.value;
  if (!written.trim()) return;
  const fields = new URLSearchParams(
    [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  text.value = '';
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

showLatest();
const events = new EventSource(`/sandbox/phone/events?${new URLSearchParams({ customer }).toString()}`);
events.onmessage = () => void refreshSoon();
events.onopen = () => void refreshSoon();
