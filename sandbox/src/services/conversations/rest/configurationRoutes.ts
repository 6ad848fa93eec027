import { TwilioError } from '../../../http/TwilioError';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import type { Parameters } from '../../../http/parameters';
import type { AddressConfiguration } from '../../../model/conversations';
import type { AddressChange } from '../AddressRegistry';
import { restDate } from '../ResourceJson';
import { REST_HOST } from './RestContext';
import type { RestContext } from './RestContext';

type AutoCreation = AddressConfiguration['autoCreation'];

const AUTO_CREATION_TYPES: readonly string[] = ['webhook', 'studio', 'default'] satisfies AutoCreation['type'][];

/** What is not given is left out, so that an update keeps what was. */
function changeOf(parameters: Parameters): AddressChange {
  const type = parameters.text('AutoCreation.Type');
  if (type !== undefined && !AUTO_CREATION_TYPES.includes(type)) throw TwilioError.invalid('AutoCreation.Type');
  const autoCreation: Partial<AutoCreation> = {
    enabled: parameters.flag('AutoCreation.Enabled'),
    type: type as AutoCreation['type'] | undefined,
    conversationServiceSid: parameters.text('AutoCreation.ConversationServiceSid'),
    webhookUrl: parameters.text('AutoCreation.WebhookUrl'),
    webhookMethod: parameters.text('AutoCreation.WebhookMethod')?.toUpperCase() as 'GET' | 'POST' | undefined,
    webhookFilters: parameters.list('AutoCreation.WebhookFilters'),
    studioFlowSid: parameters.text('AutoCreation.StudioFlowSid'),
    studioRetryCount: parameters.integer('AutoCreation.StudioRetryCount'),
  };
  return {
    friendlyName: parameters.text('FriendlyName'),
    autoCreation: Object.fromEntries(Object.entries(autoCreation).filter(([, value]) => value !== undefined)),
  };
}

/** https://www.twilio.com/docs/conversations-classic/api/configuration-resource and …/address-configuration-resource */
export function configurationRoutes({ router, world, addresses, settings }: RestContext): void {
  const url = `https://${REST_HOST}/v1/Configuration`;
  const addressJson = (configuration: AddressConfiguration): Record<string, unknown> => {
    const { autoCreation } = configuration;
    return {
      sid: configuration.sid,
      account_sid: world.account.sid,
      type: configuration.type,
      address: configuration.address,
      friendly_name: configuration.friendlyName,
      address_country: configuration.addressCountry,
      auto_creation: {
        enabled: autoCreation.enabled,
        type: autoCreation.type,
        conversation_service_sid: autoCreation.conversationServiceSid,
        webhook_url: autoCreation.webhookUrl,
        webhook_method: autoCreation.webhookMethod,
        webhook_filters: autoCreation.webhookFilters,
        studio_flow_sid: autoCreation.studioFlowSid,
        studio_retry_count: autoCreation.studioRetryCount,
      },
      date_created: restDate(configuration.dateCreated),
      date_updated: restDate(configuration.dateUpdated),
      url: `${url}/Addresses/${configuration.sid}`,
    };
  };

  const configurationJson = (): Record<string, unknown> => {
    const { defaultMessagingServiceSid, defaultInactiveTimer, defaultClosedTimer } = settings.all;
    return {
      account_sid: world.account.sid,
      default_chat_service_sid: world.chatServiceSid,
      default_messaging_service_sid: defaultMessagingServiceSid,
      default_inactive_timer: defaultInactiveTimer,
      default_closed_timer: defaultClosedTimer,
      url,
      links: {
        service: `https://${REST_HOST}/v1/Services/${world.chatServiceSid}/Configuration`,
        webhooks: `${url}/Webhooks`,
      },
    };
  };
  router.get('/v1/Configuration', (_request, response) => void response.json(configurationJson()));
  router.post('/v1/Configuration', (request, response) => {
    const parameters = parametersOf(request);
    const service = parameters.text('DefaultChatServiceSid') ?? world.chatServiceSid;
    if (service !== world.chatServiceSid) throw TwilioError.invalid('DefaultChatServiceSid');
    settings.update({
      defaultMessagingServiceSid: parameters.text('DefaultMessagingServiceSid'),
      defaultInactiveTimer: parameters.text('DefaultInactiveTimer'),
      defaultClosedTimer: parameters.text('DefaultClosedTimer'),
    });
    response.json(configurationJson());
  });
  router.post('/v1/Configuration/Addresses', (request, response) => {
    const parameters = parametersOf(request);
    const configuration = addresses.create(
      parameters.required('Type'),
      parameters.required('Address'),
      parameters.text('AddressCountry'),
      changeOf(parameters),
    );
    response.status(201).json(addressJson(configuration));
  });
  router.get('/v1/Configuration/Addresses', (request, response) => {
    const found = addresses.list(parametersOf(request).text('Type'));
    response.json(page(request, 'address_configurations', found, addressJson));
  });
  router.get('/v1/Configuration/Addresses/:sid', (request, response) => {
    response.json(addressJson(addresses.fetch(request.params.sid)));
  });
  router.post('/v1/Configuration/Addresses/:sid', (request, response) => {
    response.json(addressJson(addresses.update(request.params.sid, changeOf(parametersOf(request)))));
  });
  router.delete('/v1/Configuration/Addresses/:sid', (request, response) => {
    addresses.remove(request.params.sid);
    response.sendStatus(204);
  });
}
