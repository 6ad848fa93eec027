// A page for the plugin's screens: its window's names, in the test's own scope. To be imported before React is.
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html><html lang="en"><body></body></html>', {
  url: 'https://flex.twilio.com/',
  pretendToBeVisual: true,
});

// The real Flex UI plays a silent sound when it is loaded.
Object.assign(window.HTMLMediaElement.prototype, { play: () => Promise.resolve(), pause: () => undefined });

for (const name of ['window', ...Object.getOwnPropertyNames(window)]) {
  if (name in globalThis) continue;
  const value = (window as unknown as Record<string, unknown>)[name];
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

export const closePage = (): void => window.close();
