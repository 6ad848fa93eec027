import path from 'node:path';

import type { Twilio } from 'twilio';
import * as v from 'valibot';

import functionsPackage from '../../../serverless/package.json';
import { environmentAt } from '../doctor/functionsEnvironment';
import { createContext } from '../readSetup';
import type { FlexConfiguration, SetupContext } from '../SetupContext';
import { readFlexConfiguration } from '../SetupContext';
import { setupSchema } from '../setupSchema';
import type { Setup } from '../setupSchema';

export const ROOT = path.resolve(__dirname, '../../..');

type FunctionsSetup = NonNullable<Setup['functions']>;

/** Where the Functions go where the set-up file says nothing: what `twilio serverless:deploy` chooses by itself. */
const FUNCTIONS: FunctionsSetup = { service: functionsPackage.name, environment: 'dev', variables: {} };

/** What a set-up file is where there is none: the account stays as it is, and its settings are those that it has. */
export const NO_SETUP: Setup = v.parse(setupSchema, {
  messagingControls: {},
  webhooks: { conversations: false, interactions: false },
});

/** An account that Messaging Controls is installed into, upgraded in or removed from. */
export class Installation {
  /** What Flex loads of the plugin once this is done. */
  pluginVersion?: { version: string; sid?: string };

  private constructor(
    readonly twilio: Twilio,
    readonly configuration: FlexConfiguration,
    readonly setup: Setup,
    readonly functions: FunctionsSetup,
    private readonly folder: string,
    /** Hears what is being done, where that takes its time. */
    readonly say: (line: string) => void,
    /** Of a sandbox, where agents open Flex. */
    readonly sandboxOrigin: string | undefined,
  ) {}

  /** @param folder that of the set-up file. Throws where the account can't be read, with a sentence that says why. */
  static async open(
    twilio: Twilio,
    { setup, folder, say, sandboxOrigin }: Pick<Installation, 'setup' | 'say' | 'sandboxOrigin'> & { folder: string },
  ): Promise<Installation> {
    const configuration = await readFlexConfiguration(twilio);
    const backendUrl = backendUrlIn(settingsIn(configuration));
    const present = setup.functions ? undefined : backendUrl && (await environmentAt(twilio, backendUrl));
    const functions = setup.functions ?? (present ? { ...FUNCTIONS, ...present } : FUNCTIONS);
    return new Installation(twilio, configuration, setup, functions, folder, say, sandboxOrigin);
  }

  /** The settings in the account before anything was done. */
  get settings(): Record<string, unknown> {
    return settingsIn(this.configuration);
  }

  /** Where the plugin looks for the Functions before anything was done. */
  get backendUrl(): string | undefined {
    return backendUrlIn(this.settings);
  }

  /** The account as the setup sees it now. `areFunctionsPlanned`: they are counted on, though they are not there yet. */
  setupContext(areFunctionsPlanned: boolean): Promise<SetupContext> {
    const setup = { ...this.setup, functions: this.functions };
    const planned = areFunctionsPlanned ? this.plannedUrl : undefined;
    return createContext(this.twilio, setup, this.folder, planned);
  }

  /** Twilio puts four digits of its own into the name. */
  private get plannedUrl(): string {
    const { service, environment } = this.functions;
    return `https://${service}-NNNN${environment && `-${environment}`}.twil.io`;
  }
}

function settingsIn({ ui_attributes }: FlexConfiguration): Record<string, unknown> {
  const settings = ui_attributes?.['messaging_controls'];
  return typeof settings === 'object' && settings !== null ? (settings as Record<string, unknown>) : {};
}

const backendUrlIn = ({ backendUrl }: Record<string, unknown>): string | undefined =>
  typeof backendUrl === 'string' && URL.canParse(backendUrl) ? backendUrl.replace(/\/+$/, '') : undefined;
