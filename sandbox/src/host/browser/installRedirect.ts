import { localAddress } from './localAddress';

/** Elements that fetch what their attribute names. Links (`a`) are not among them: they lead people, not programs. */
const LOADING = [
  ['HTMLScriptElement', 'src'],
  ['HTMLLinkElement', 'href'],
  ['HTMLImageElement', 'src'],
  ['HTMLMediaElement', 'src'],
  ['HTMLSourceElement', 'src'],
] as const;

/**
 * Leads whatever the page asks of Twilio's hosts to the sandbox at this origin: `fetch`, `XMLHttpRequest`, `WebSocket`,
 * loading elements, `new Audio(…)` and `window.open`. The program that asks does not notice, so Flex needs no patch.
 */
export function installRedirect(page: Window & typeof globalThis, sandbox = page.location.origin): void {
  const local = (address: string | URL): string => localAddress(String(address), sandbox);

  const { Request } = page;
  const fetch = page.fetch.bind(page);
  page.fetch = async (input, init) => {
    if (!(input instanceof Request)) return fetch(local(input), init);
    const address = local(input.url);
    if (address === input.url) return fetch(input, init);
    // A Request cannot be given another address, and its body cannot be passed on as a stream over HTTP/1.1.
    const body = input.body ? await input.clone().arrayBuffer() : undefined;
    const { method, headers, credentials, cache, redirect, referrerPolicy, signal } = input;
    return fetch(address, { method, headers, credentials, cache, redirect, referrerPolicy, signal, body, ...init });
  };

  // oxlint-disable-next-line typescript/unbound-method -- called below with its own `this`
  const open = page.XMLHttpRequest.prototype.open as (...all: unknown[]) => void;
  page.XMLHttpRequest.prototype.open = function (method: string, url: string | URL, ...rest: unknown[]) {
    open.call(this, method, local(url), ...rest);
  };

  page.WebSocket = new Proxy(page.WebSocket, {
    construct: (target, [url, protocols]: [string | URL, (string | string[])?]) => new target(local(url), protocols),
  });

  page.Audio = new Proxy(page.Audio, {
    construct: (target, [src]: [string?]) => (src === undefined ? new target() : new target(local(src))),
  });

  const openWindow = page.open.bind(page);
  page.open = (url, ...rest) => openWindow(url && local(url), ...rest);

  for (const [element, attribute] of LOADING) {
    const { prototype } = page[element];
    const property = Object.getOwnPropertyDescriptor(prototype, attribute);
    Object.defineProperty(prototype, attribute, {
      ...property,
      set(this: Element, value: string) {
        property?.set?.call(this, local(value));
      },
    });
  }

  // oxlint-disable-next-line typescript/unbound-method -- called below with its own `this`
  const { setAttribute } = page.Element.prototype;
  page.Element.prototype.setAttribute = function (name, value) {
    const loads = LOADING.some(([element, attribute]) => attribute === name && this instanceof page[element]);
    setAttribute.call(this, name, loads ? local(value) : value);
  };
}
