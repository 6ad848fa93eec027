import path from 'node:path';

import { ROOT } from './Installation';

/** Leads whatever this process asks of Twilio to a sandbox, with the account that is there. */
export async function reachSandbox(url: string): Promise<void> {
  const facts = await fetch(`${url}/sandbox`).catch(() => undefined);
  if (!facts?.ok) throw new Error(`No sandbox answers at ${url}. Start it with "npm start".`);
  const { accountSid, authToken } = (await facts.json()) as { accountSid: string; authToken: string };
  delete process.env['TWILIO_API_KEY'];
  Object.assign(process.env, {
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_SANDBOX_URL: url.replace(/\/+$/, ''),
  });
  await import(path.join(ROOT, 'sandbox/redirect.cjs'));
}
