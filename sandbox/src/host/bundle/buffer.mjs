/** Injected by esbuild wherever a package uses Node's global `Buffer`. */
export { Buffer } from 'buffer/';
