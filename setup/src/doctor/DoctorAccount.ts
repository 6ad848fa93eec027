import type { Twilio } from 'twilio';

import { messagingAddress } from '../../../src/contract/address/messagingAddress';
import { readSettings } from '../../../src/settings/readSettings';
import type { Settings, SettingsProblem } from '../../../src/settings/settingsSchema';
import type { Account } from '../SetupContext';
import { readFlexConfiguration } from '../SetupContext';

type AddressConfiguration = Awaited<ReturnType<Twilio['conversations']['v1']['addressConfigurations']['list']>>[number];

/** An account as it is, with the settings of Messaging Controls that it holds. */
export interface DoctorAccount extends Account {
  /** Undefined where Messaging Controls isn't set up. */
  settings: Settings | undefined;
  problems: readonly SettingsProblem[];
  addressConfigurations: readonly AddressConfiguration[];
  /** Where agents open Flex. */
  flexOrigins: readonly string[];
  isSandbox: boolean;
}

const FLEX_ORIGIN = 'https://flex.twilio.com';

/**
 * Throws where the account can't be read at all, with a sentence that says why.
 * @param sandboxOrigin of a sandbox, which is also where agents open Flex
 */
export async function readDoctorAccount(twilio: Twilio, sandboxOrigin?: string): Promise<DoctorAccount> {
  const configuration = await readFlexConfiguration(twilio);
  const addressConfigurations = await twilio.conversations.v1.addressConfigurations.list();
  const raw = configuration.ui_attributes?.['messaging_controls'];
  const { settings, problems } = readSettings(raw);
  const senders = settings.senders.map(({ channel, address }) => ({
    type: channel,
    address: messagingAddress(channel, address),
  }));
  const addresses = addressConfigurations.map(({ type, address }) => ({ type, address }));
  const others = senders.filter((sender) => !addresses.some(({ address }) => address === sender.address));
  const { flex_url: flexUrl } = configuration;
  const own = flexUrl && URL.canParse(flexUrl) ? [new URL(flexUrl).origin] : [];
  return {
    twilio,
    configuration,
    backendUrl: settings.backendUrl,
    addresses: [...addresses, ...others],
    settings: raw === undefined ? undefined : settings,
    problems,
    addressConfigurations,
    flexOrigins: sandboxOrigin ? [sandboxOrigin] : [...new Set([FLEX_ORIGIN, ...own])],
    isSandbox: sandboxOrigin !== undefined,
  };
}
