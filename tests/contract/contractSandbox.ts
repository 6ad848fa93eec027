import twilio from 'twilio';
import type { Twilio } from 'twilio';

import type { World } from '../../sandbox/src/World';
import { startSandbox } from '../sandbox/startSandbox';
import type { RunningSandbox } from '../sandbox/startSandbox';
import { SandboxClient } from '../../setup/src/connect';
import { OpenApiContract } from './OpenApiContract';

type RequestOptions<TData> = Parameters<typeof SandboxClient.prototype.request<TData>>[0];
type Answer<TData> = ReturnType<typeof SandboxClient.prototype.request<TData>>;

/** The official helper's HTTP client; every exchange is held to Twilio's document, and what breaks it is kept. */
class ContractClient extends SandboxClient {
  readonly faults: string[] = [];

  constructor(
    sandboxUrl: string,
    private readonly contract: OpenApiContract,
  ) {
    super(sandboxUrl);
  }

  override async request<TData>(options: RequestOptions<TData>): Answer<TData> {
    const answer = await super.request<TData>(options);
    const url = new URL(options.uri);
    for (const [name, value] of Object.entries((options.params ?? {}) as Record<string, unknown>)) {
      for (const single of [value].flat())
        if (single !== undefined) url.searchParams.append(name, `${single as string}`);
    }
    const headers = (options.headers ?? {}) as Record<string, string>;
    const faults = this.contract.check({
      method: options.method,
      url,
      body: options.data === undefined ? undefined : JSON.parse(JSON.stringify(options.data)),
      contentType: headers['Content-Type'] ?? '',
      status: answer.statusCode,
      answer: typeof answer.body === 'string' && answer.body !== '' ? JSON.parse(answer.body) : answer.body,
    });
    this.faults.push(...faults);
    return answer;
  }
}

export interface ContractSandbox {
  /** The official `twilio` helper; each request and answer is checked. */
  readonly twilio: Twilio;
  readonly world: World;
  readonly sandbox: RunningSandbox;
  /** See {@link OpenApiContract.undriven}. */
  undriven(document: string, except?: RegExp[]): string[];
  /** See {@link OpenApiContract.done}. */
  readonly done: ReadonlyMap<string, string[]>;
}

/**
 * A sandbox for the tests of one file: call it once, at the top. A test fails where one of its requests or answers
 * breaks Twilio's OpenAPI document.
 */
export function contractSandbox(): ContractSandbox {
  const contract = new OpenApiContract();
  let sandbox: RunningSandbox;
  let client: ContractClient;
  let helper: Twilio;
  beforeAll(async () => {
    sandbox = await startSandbox();
    client = new ContractClient(sandbox.url, contract);
    const { sid, authToken } = sandbox.world.account;
    helper = twilio(sid, authToken, { httpClient: client });
  });
  afterEach(() => expect([...new Set(client.faults.splice(0))]).toEqual([]));
  afterAll(() => sandbox.close());
  return {
    get twilio() {
      return helper;
    },
    get world() {
      return sandbox.world;
    },
    get sandbox() {
      return sandbox;
    },
    get done() {
      return contract.done;
    },
    undriven: (document, except) => contract.undriven(document, except),
  };
}
