/**
 * Keeps every server of a Node process on the loopback interface, for programs such as twilio-run that have no
 * setting for it: `node --require /path/to/sandbox/loopback.cjs …`
 */
const net = require('net');

const LOOPBACK = '127.0.0.1';
const { listen } = net.Server.prototype;

net.Server.prototype.listen = function listenOnLoopback(first, ...rest) {
  if (first !== null && typeof first === 'object' && 'port' in first) {
    return listen.call(this, { ...first, host: LOOPBACK }, ...rest);
  }
  if (!/^\d+$/.test(String(first))) return listen.call(this, first, ...rest);
  const others = typeof rest[0] === 'string' ? rest.slice(1) : rest;
  return listen.call(this, Number(first), LOOPBACK, ...others);
};
