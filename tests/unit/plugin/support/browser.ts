import { webcrypto } from 'node:crypto';
// What every browser of Flex has and this jsdom lacks: fetch (over jsdom's own XMLHttpRequest, with its CORS checks)
// and getRandomValues.
import { configure } from '@testing-library/dom';
import 'whatwg-fetch';

if (!('crypto' in globalThis)) {
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto });
}

// Whether an element is hidden costs jsdom a look at every style sheet; nothing of the plugin's is ever hidden.
configure({ defaultHidden: true });
