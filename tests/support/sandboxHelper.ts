import twilio from 'twilio';
import type { Twilio } from 'twilio';

import { SandboxClient } from '../../setup/src/connect';

/** The official `twilio` helper with the account's own SID and token, speaking to the sandbox at this address. */
export const sandboxHelper = (url: string, account: { sid: string; authToken: string }): Twilio =>
  twilio(account.sid, account.authToken, { httpClient: new SandboxClient(url) });
