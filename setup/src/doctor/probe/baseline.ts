import createTwilio from 'twilio';

import { createSandbox } from '../../../../sandbox/src/createSandbox';
import { SandboxClient } from '../../connect';
import { readFlexConfiguration } from '../../SetupContext';
import { Recorder } from '../exchanges/Recorder';
import { SANDBOX_FROM, SANDBOX_PHONE } from '../exchanges/sandboxNumbers';
import { Scrubber } from '../exchanges/Scrubber';
import { PROBE_LITERALS } from './literals';
import { runProbe } from './runProbe';
import type { Tried } from './runProbe';

/** The same probe in a sandbox of its own, by step: what an account's answers are compared with. */
export async function baseline(): Promise<Map<string, Tried>> {
  const sandbox = await createSandbox({ port: 0 });
  try {
    const { account, clock } = sandbox.world;
    const recorder = new Recorder(new Scrubber(PROBE_LITERALS));
    const httpClient = new SandboxClient(sandbox.url);
    const twilio = recorder.listenTo(createTwilio(account.sid, account.authToken, { httpClient }));
    const configuration = await readFlexConfiguration(twilio);
    const tried = new Map<string, Tried>();
    const probe = {
      twilio,
      configuration,
      phone: SANDBOX_PHONE,
      from: SANDBOX_FROM,
      signal: new AbortController().signal,
      wait: (milliseconds: number) => Promise.resolve(clock.advance(milliseconds)),
      made: {},
    };
    await runProbe(probe, recorder, { tell: (one) => tried.set(one.id, one), tellSwept: () => undefined });
    return tried;
  } finally {
    await sandbox.close();
  }
}
