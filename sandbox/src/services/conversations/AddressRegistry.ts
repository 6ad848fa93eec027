import { TwilioError } from '../../http/TwilioError';
import type { AddressConfiguration } from '../../model/conversations';
import type { World } from '../../World';

const TYPES: readonly string[] = [
  'sms',
  'whatsapp',
  'messenger',
  'gbm',
  'apple',
  'rcs',
  'email',
  'chat',
] satisfies AddressConfiguration['type'][];

export interface AddressChange {
  friendlyName?: string;
  autoCreation: Partial<AddressConfiguration['autoCreation']>;
}

/** https://www.twilio.com/docs/conversations-classic/api/address-configuration-resource */
export class AddressRegistry {
  constructor(private readonly world: World) {}

  list(type?: string): AddressConfiguration[] {
    return [...this.world.addresses.values()].filter((address) => type === undefined || address.type === type);
  }

  create(
    type: string,
    address: string,
    addressCountry: string | undefined,
    { friendlyName, autoCreation }: AddressChange,
  ): AddressConfiguration {
    if (!TYPES.includes(type)) throw TwilioError.invalid('Type');
    if (this.find(address)) {
      throw new TwilioError(409, 20409, `An address configuration for ${address} already exists`);
    }
    const now = this.world.clock.now();
    const configuration: AddressConfiguration = {
      sid: this.world.random.sid('IG'),
      type: type as AddressConfiguration['type'],
      address,
      friendlyName: friendlyName ?? '',
      addressCountry: addressCountry ?? null,
      autoCreation: {
        enabled: false,
        type: 'default',
        conversationServiceSid: this.world.chatServiceSid,
        webhookUrl: null,
        webhookMethod: null,
        webhookFilters: null,
        studioFlowSid: null,
        studioRetryCount: null,
        ...autoCreation,
      },
      dateCreated: now,
      dateUpdated: now,
    };
    this.world.addresses.set(configuration.sid, configuration);
    return configuration;
  }

  /** By SID or by the address itself. */
  fetch(sidOrAddress: string): AddressConfiguration {
    const configuration = this.world.addresses.get(sidOrAddress) ?? this.find(sidOrAddress);
    if (!configuration) throw TwilioError.notFound(`/Configuration/Addresses/${sidOrAddress}`);
    return configuration;
  }

  update(sidOrAddress: string, { friendlyName, autoCreation }: AddressChange): AddressConfiguration {
    const configuration = this.fetch(sidOrAddress);
    if (friendlyName !== undefined) configuration.friendlyName = friendlyName;
    Object.assign(configuration.autoCreation, autoCreation);
    configuration.dateUpdated = this.world.clock.now();
    return configuration;
  }

  remove(sidOrAddress: string): void {
    this.world.addresses.delete(this.fetch(sidOrAddress).sid);
  }

  private find(address: string): AddressConfiguration | undefined {
    return this.list().find((configuration) => configuration.address === address);
  }
}
