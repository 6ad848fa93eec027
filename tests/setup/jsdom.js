// The only thing the real @twilio/flex-ui needs that jsdom lacks: it plays a silent sound on import.
window.HTMLMediaElement.prototype.play = () => Promise.resolve();
window.HTMLMediaElement.prototype.pause = () => undefined;
window.HTMLMediaElement.prototype.load = () => undefined;

// nwsapi >= 2.2.1x asks jsdom 16 `element.contains(undefined)`, which throws there (browsers answer false).
const { contains } = window.Node.prototype;
window.Node.prototype.contains = function (other) {
  return other instanceof window.Node ? contains.call(this, other) : false;
};

// What webpack gives to the bundle: what the addresses of its chunks begin with.
window.__webpack_public_path__ = '';
