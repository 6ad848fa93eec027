import twilio, { RequestClient } from 'twilio';

import { createSandbox } from '../../sandbox/src/createSandbox';
import type { Sandbox, SandboxOptions } from '../../sandbox/src/createSandbox';

type RequestOptions<TData> = Parameters<typeof RequestClient.prototype.request<TData>>[0];
type Answer<TData> = ReturnType<typeof RequestClient.prototype.request<TData>>;

/** The official helper's own HTTP client, with each address led to the sandbox by path prefix. */
class SandboxRequestClient extends RequestClient {
  constructor(private readonly url: string) {
    super();
  }

  override request<TData>(options: RequestOptions<TData>): Answer<TData> {
    return super.request<TData>({ ...options, uri: options.uri.replace(/^https:\//, this.url) });
  }
}

export interface RunningSandbox extends Sandbox {
  /** The official `twilio` helper with the account's own SID and token. */
  twilio: ReturnType<typeof twilio>;
  /** A Flex token of this person, as the agent desktop holds it. */
  token(identity: string): string;
}

/** A sandbox in this process on a free port, for tests: the services without the agent desktop. */
export async function startSandbox(options: Partial<SandboxOptions> = {}): Promise<RunningSandbox> {
  const sandbox = await createSandbox({ port: 0, ...options });
  const { account } = sandbox.world;
  const client = twilio(account.sid, account.authToken, { httpClient: new SandboxRequestClient(sandbox.url) });
  return Object.assign(Object.create(sandbox) as Sandbox, {
    twilio: client,
    token: (identity: string) => {
      const person = sandbox.world.people.get(identity);
      if (!person) throw new Error(`no one is called ${identity}`);
      return sandbox.world.services.iam.issueToken(person).token;
    },
  });
}
