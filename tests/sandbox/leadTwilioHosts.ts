import net from 'node:net';
import tls from 'node:tls';

interface Target {
  host?: string;
  servername?: string;
}

/**
 * Leads every TLS connection of this process to a Twilio host to the sandbox, in the clear: so unmodified SDKs reach it
 * under their own addresses, and the sandbox tells the hosts apart by the Host header. The returned function ends it.
 */
export function leadTwilioHosts(port: number): () => void {
  const { connect } = tls;
  const lead = (...parameters: unknown[]): net.Socket => {
    const target = parameters.find((one): one is Target => typeof one === 'object' && one !== null);
    const host = target?.servername || target?.host || '';
    if (/\.twilio\.com$/.test(host)) return net.connect(port, '127.0.0.1');
    return (connect as (...all: unknown[]) => net.Socket)(...parameters);
  };
  Object.assign(tls, { connect: lead });
  return () => Object.assign(tls, { connect });
}
