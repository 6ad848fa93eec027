import type { Twilio } from 'twilio';

import type { Setup } from './setupSchema';

type Kind = 'queue' | 'workflow' | 'flow' | 'taskChannel';

/** What stands for the SID of something that the set-up is going to make. */
export const PLANNED = 'new';

/** What every step is planned from. Steps run in order, so that a later one knows what an earlier one made. */
export class SetupContext {
  private readonly sids = new Map<string, string>();

  constructor(
    readonly twilio: Twilio,
    readonly setup: Setup,
    /** The folder of the set-up file. */
    readonly folder: string,
    /** As `GET /v1/Configuration` answers, snake_case. */
    readonly configuration: FlexConfiguration,
    /** The Functions' own address, without a trailing slash; undefined where they are not deployed. */
    readonly backendUrl: string | undefined,
  ) {}

  /** Undefined where nothing of this name is in the account, nor planned. */
  sid(kind: Kind, name: string): string | undefined {
    return this.sids.get(`${kind} ${name}`);
  }

  know(kind: Kind, name: string, sid: string = PLANNED): void {
    this.sids.set(`${kind} ${name}`, sid);
  }

  /** What was planned and could not be made is not there: nothing may lead to it. */
  forgetPlanned(): void {
    for (const [key, sid] of this.sids) if (sid === PLANNED) this.sids.delete(key);
  }

  /** Why there is no `backendUrl`, and what to do. */
  get noBackend(): string {
    return this.setup.functions
      ? 'The Functions are not deployed yet: deploy them, then run this again.'
      : 'It leads to the Functions: say in "functions" of the set-up file which they are.';
  }

  get workspace() {
    return this.twilio.taskrouter.v1.workspaces(this.configuration.taskrouter_workspace_sid);
  }
}

/** The helper has no types for requests of one's own, and no method for this resource's JSON. Throws Twilio's refusal. */
export async function requestFlexConfiguration(
  twilio: Twilio,
  change?: { account_sid: string; ui_attributes: object },
): Promise<FlexConfiguration> {
  const uri = 'https://flex-api.twilio.com/v1/Configuration';
  const answer = (await (change
    ? twilio.request({ method: 'post', uri, headers: { 'Content-Type': 'application/json' }, data: change })
    : twilio.request({ method: 'get', uri }))) as { statusCode: number; body: FlexConfiguration };
  if (answer.statusCode >= 400) throw Object.assign(new Error(), answer.body);
  return answer.body;
}

/** https://www.twilio.com/docs/flex/developer/config/flex-configuration-rest-api */
export interface FlexConfiguration {
  account_sid: string;
  taskrouter_workspace_sid: string;
  chat_service_instance_sid: string;
  flex_instance_sid: string;
  ui_attributes: Record<string, unknown> | null;
}
