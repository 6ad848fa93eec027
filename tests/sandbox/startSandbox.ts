import type { Twilio } from 'twilio';

import { createSandbox } from '../../sandbox/src/createSandbox';
import type { SandboxOptions } from '../../sandbox/src/createSandbox';
import type { Sandbox } from '../../sandbox/src/Sandbox';
import { sandboxHelper } from '../support/sandboxHelper';

export interface RunningSandbox extends Sandbox {
  /** The official `twilio` helper with the account's own SID and token. */
  twilio: Twilio;
  /** A Flex token of this person, as the agent desktop holds it. */
  token(identity: string): string;
}

/** A sandbox in this process on a free port, for tests: the services without the agent desktop. */
export async function startSandbox(options: Partial<SandboxOptions> = {}): Promise<RunningSandbox> {
  const sandbox = await createSandbox({ port: 0, ...options });
  const client = sandboxHelper(sandbox.url, sandbox.world.account);
  return Object.assign(Object.create(sandbox) as Sandbox, {
    twilio: client,
    token: (identity: string) => {
      const person = sandbox.world.people.get(identity);
      if (!person) throw new Error(`no one is called ${identity}`);
      return sandbox.world.services.iam.issueToken(person).token;
    },
  });
}
