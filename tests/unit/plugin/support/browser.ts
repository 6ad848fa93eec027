import { webcrypto } from 'node:crypto';
// What every browser of Flex has and this jsdom lacks: fetch (over jsdom's own XMLHttpRequest, with its CORS checks),
// getRandomValues, and what a modal dialog does besides being in front.
import { configure } from '@testing-library/dom';
import 'whatwg-fetch';

if (!('crypto' in globalThis)) {
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto });
}

Object.assign(HTMLElement.prototype, {
  showModal(this: HTMLElement) {
    this.setAttribute('open', '');
  },
  close(this: HTMLElement) {
    this.removeAttribute('open');
    this.dispatchEvent(new Event('close'));
  },
});

// Whether an element is hidden costs jsdom a look at every style sheet; nothing of the plugin's is ever hidden.
// The time is for a machine that is busy with something else.
configure({ defaultHidden: true, asyncUtilTimeout: 10_000 });
