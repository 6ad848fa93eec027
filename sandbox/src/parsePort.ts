/** A port as it is written on the command line or in the environment. Throws with one sentence. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`"${text}" is not a port: give a number up to 65535.`);
  return port;
}
