import { installRedirect } from './installRedirect';

const script = document.currentScript;
if (!(script instanceof HTMLScriptElement) || !script.src) {
  throw new Error('Load redirect.js by a script element of its own, without type="module".');
}
installRedirect(window, new URL(script.src).origin);
