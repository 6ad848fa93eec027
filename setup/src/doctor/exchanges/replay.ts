import { createHash } from 'node:crypto';

import type { Sandbox } from '../../../../sandbox/src/Sandbox';
import { SandboxClient } from '../../connect';
import { PROBE_LITERALS } from '../probe/literals';
import { parsedText } from './parsedText';
import type { RecordedExchange, RecordedStep, Recording } from './recording';
import { SANDBOX_FROM, SANDBOX_PHONE } from './sandboxNumbers';
import { Scrubber } from './Scrubber';

type Fields = Record<string, unknown>;

const PLACE = /<([A-Za-z]+)(\d*)>/g;
const WHOLE_PLACE = /^<[A-Za-z]+\d+>$/;

/**
 * Asks a sandbox what was asked in a recording, in the same order and with the same pauses by the sandbox's own clock.
 * What an answer of the recording names (a SID, a number) stands for what the sandbox names at that place.
 */
export async function replay(recording: Recording, sandbox: Sandbox): Promise<RecordedStep[]> {
  const { account, clock } = sandbox.world;
  const client = new SandboxClient(sandbox.url);
  const values = new Map<string, string>([[recording.places.account, account.sid]]);
  const { phone, from } = recording.places;
  if (phone) values.set(phone, SANDBOX_PHONE);
  if (from) values.set(from, SANDBOX_FROM);
  const scrubber = new Scrubber(PROBE_LITERALS);
  scrubber.place('AC', account.sid);
  let now = 0;

  const ask = async (exchange: RecordedExchange, keepsKeys: boolean): Promise<RecordedExchange> => {
    if (exchange.at > now) clock.advance(exchange.at - now);
    now = Math.max(now, exchange.at);
    const fields = filled(exchange.parameters, values) as Fields;
    const { method, host, sentAs } = exchange;
    const response = await client.request<Fields>({
      method: method.toLowerCase() as 'get',
      uri: `https://${host}${filled(exchange.path, values) as string}`,
      username: account.sid,
      password: account.authToken,
      headers: {
        'Content-Type': sentAs === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
        // Without it, Twilio's helper sends a form without fields as no form at all.
        Accept: 'application/json',
      },
      ...(sentAs === 'query' ? { params: fields } : { data: fields }),
    });
    const body: unknown = response.body === ('' as unknown) ? null : response.body;
    learn(exchange.answer?.body, body, values);
    return { ...exchange, answer: { status: response.statusCode, body: scrubber.json(body, keepsKeys) } };
  };

  const steps: RecordedStep[] = [];
  for (const { id, kind, exchanges } of recording.steps) {
    const replayed: RecordedStep = { id, kind, exchanges: [] };
    steps.push(replayed);
    for (const exchange of exchanges) replayed.exchanges.push(await ask(exchange, kind === 'probe'));
  }
  return steps;
}

/** The same with values in its places, those that nothing has named yet made up. */
function filled(value: unknown, values: Map<string, string>): unknown {
  if (typeof value === 'string') {
    return value.replace(PLACE, (place, kind: string) => {
      const known = values.get(place) ?? madeUp(place, kind);
      values.set(place, known);
      return known;
    });
  }
  if (Array.isArray(value)) return value.map((one) => filled(one, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [filled(name, values) as string, filled(field, values)]),
  );
}

function madeUp(place: string, kind: string): string {
  const digest = createHash('sha256').update(place).digest('hex');
  if (/^[A-Z]{2}$/.test(kind)) return `${kind}${digest.slice(0, 32)}`;
  if (kind === 'number') return `+1202555${String(parseInt(digest.slice(0, 6), 16) % 10_000).padStart(4, '0')}`;
  if (kind === 'date') return new Date().toISOString();
  if (kind === 'url') return `https://example.com/${digest.slice(0, 8)}`;
  return place.slice(1, -1);
}

/** What each place of the recorded body stands for in this one. */
function learn(recorded: unknown, body: unknown, values: Map<string, string>): void {
  if (typeof recorded === 'string' && typeof body === 'string') {
    const [insideRecorded, inside] = [parsedText(recorded), parsedText(body)];
    if (insideRecorded && inside) return learn(insideRecorded, inside, values);
    if (WHOLE_PLACE.test(recorded) && body !== '' && !values.has(recorded)) values.set(recorded, body);
    return;
  }
  if (typeof recorded !== 'object' || recorded === null || typeof body !== 'object' || body === null) return;
  for (const [name, field] of Object.entries(recorded)) learn(field, (body as Fields)[name], values);
}
