import { mergeList, oneAtATime } from '../../host/browser/livePage';

// Keeps the console live: each event loads the page anew and takes over what has changed in it. Its forms are sent as
// JSON, and what came of them is told.

async function refresh(): Promise<void> {
  const response = await fetch(location.href);
  if (!response.ok) return;
  const next = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const live of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const twin = next.getElementById(live.id);
    if (!twin) continue;
    if (live.dataset['live'] === 'list') mergeList(live, document.importNode(twin, true));
    else if (!live.isEqualNode(twin)) live.replaceChildren(...document.importNode(twin, true).childNodes);
  }
}

const refreshSoon = oneAtATime(refresh);

/** The fields that are filled in, by name; those for numbers as numbers. */
function fieldsOf(form: HTMLFormElement, submitter: HTMLElement | null): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
    if (field instanceof HTMLInputElement && field.type === 'checkbox') {
      if (field.checked) fields[field.name] = true;
    } else if (field.value !== '') fields[field.name] = field.type === 'number' ? Number(field.value) : field.value;
  }
  if (submitter instanceof HTMLButtonElement && submitter.name) fields[submitter.name] = submitter.value;
  return fields;
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<string> {
  const method = (form.dataset['method'] ?? 'post').toUpperCase();
  const file = form.querySelector<HTMLInputElement>('input[type=file]')?.files?.[0];
  const fields = () => (file ? file.text() : JSON.stringify(fieldsOf(form, submitter)));
  const body = method === 'DELETE' ? null : await fields();
  const response = await fetch(form.action, { method, body, headers: { 'content-type': 'application/json' } });
  if (!response.ok) throw new Error(((await response.json()) as { message?: string }).message ?? response.statusText);
  return `Done: ${submitter?.getAttribute('aria-label') ?? submitter?.textContent?.trim() ?? ''}`;
}

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  // The search leads to a page of its own.
  if (form.getAttribute('role') === 'search') return;
  event.preventDefault();
  const told = document.getElementById('told');
  const tell = (text: string, failed: boolean): void => {
    if (!told) return;
    told.textContent = text;
    told.classList.toggle('failed', failed);
  };
  send(form, event.submitter)
    .then(
      (text) => {
        if (form.classList.contains('fields')) form.reset();
        tell(text, false);
      },
      (error: unknown) => tell(`Not done: ${error instanceof Error ? error.message : String(error)}`, true),
    )
    .then(refreshSoon)
    .catch(console.error);
});

const events = new EventSource('/sandbox/console/events');
events.onmessage = () => void refreshSoon();
events.onopen = () => void refreshSoon();
