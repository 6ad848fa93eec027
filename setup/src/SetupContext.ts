import type { Twilio } from 'twilio';

import type { Setup } from './setupSchema';

type Kind = 'queue' | 'workflow' | 'flow' | 'taskChannel' | 'functions' | 'syncService';

/** What stands for the SID of something that the set-up is going to make. */
export const PLANNED = 'new';

/** What is checked: an account and what customers write to in it, whether or not a set-up file says so. */
export interface Account {
  twilio: Twilio;
  /** As `GET /v1/Configuration` answers, snake_case. */
  configuration: FlexConfiguration;
  /** Where browsers reach the Functions, without a trailing slash; undefined where there are none. */
  backendUrl: string | undefined;
  /** As Conversations writes them. */
  addresses: readonly { type: string; address: string }[];
}

/** What every step is planned from. Steps run in order, so that a later one knows what an earlier one made. */
export class SetupContext implements Account {
  private readonly sids = new Map<string, string>();

  constructor(
    readonly twilio: Twilio,
    readonly setup: Setup,
    /** The folder of the set-up file. */
    readonly folder: string,
    readonly configuration: FlexConfiguration,
    readonly backendUrl: string | undefined,
    /** Where Twilio reaches the Functions: at PUBLIC_URL. */
    readonly webhooksUrl = backendUrl,
    /** The domain that Twilio gave them. */
    readonly domainUrl?: string,
  ) {}

  get addresses(): Setup['addresses'] {
    return this.setup.addresses;
  }

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

/** Throws with a sentence where the account has no Flex. */
export async function readFlexConfiguration(twilio: Twilio): Promise<FlexConfiguration> {
  try {
    return await requestFlexConfiguration(twilio);
  } catch (error) {
    if ((error as { status?: number }).status !== 404) throw error;
    throw new Error(`Account ${twilio.accountSid} has no Flex. Check TWILIO_ACCOUNT_SID.`, { cause: error });
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
  ui_version?: string | null;
  flex_url?: string | null;
  plugin_service_enabled?: boolean | null;
  taskrouter_target_workflow_sid?: string | null;
  taskrouter_target_taskqueue_sid?: string | null;
  /** How agents may end a conversation: `Complete`, `Leave`, `Pause`. */
  agent_conv_end_methods?: { enabled?: string[] } | null;
  notifications?: { enabled?: boolean } | null;
}
