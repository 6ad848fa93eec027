/** Milliseconds: a Function has 10 s, the rest is the way there and back. */
const TIME_OUT = 15_000;

/**
 * POSTs flat fields, form-encoded, so that the browser asks for no preflight, and reads the answer as JSON.
 * Rejects when no answer came in time; resolves to undefined when the answer is no JSON. Never repeats a request.
 */
export async function postForm(
  url: string,
  fields: Record<string, string | undefined>,
  timeOut: number = TIME_OUT,
): Promise<unknown> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) {
      body.set(name, value);
    }
  }
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeOut);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      body: body.toString(),
      signal: controller.signal,
    });
    const text = await response.text();
    return parseJson(text);
  } finally {
    clearTimeout(timer);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
