import { TwilioError } from '../../http/TwilioError';
import { page } from '../../http/page';
import { parametersOf } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import type { FlexFlow } from '../../model/flexFlows';
import type { World } from '../../World';

/**
 * What Flex had before Conversations, for a program that looks whether an account still uses it: Flex Flows to be read,
 * and no chats of that time. https://www.twilio.com/docs/flex/developer/messaging/api/flow
 */
export function legacyRoutes(world: World): void {
  const router = restRouter(world);
  router.get('/v1/FlexFlows', (request, response) => {
    const name = parametersOf(request).text('FriendlyName');
    const flows = [...world.flexFlows.values()].filter(({ friendlyName }) => !name || friendlyName === name);
    response.json(page(request, 'flex_flows', flows, (flow) => flexFlowJson(world, flow)));
  });
  router.get('/v1/FlexFlows/:sid', (request, response) => {
    const flow = world.flexFlows.get(request.params.sid);
    if (!flow) throw TwilioError.notFound(request.path);
    response.json(flexFlowJson(world, flow));
  });
  router.get(['/v1/WebChannels', '/v1/Channels'], (request, response) => {
    response.json(page(request, 'flex_chat_channels', [], () => ({})));
  });
  world.routes.push({ host: 'flex-api.twilio.com', router });
}

const flexFlowJson = (world: World, flow: FlexFlow): Record<string, unknown> => ({
  sid: flow.sid,
  account_sid: world.account.sid,
  friendly_name: flow.friendlyName,
  chat_service_sid: world.chatServiceSid,
  channel_type: flow.channelType,
  contact_identity: flow.contactIdentity,
  enabled: flow.enabled,
  integration_type: flow.integrationType,
  integration: flow.integration,
  long_lived: flow.longLived,
  janitor_enabled: flow.janitorEnabled,
  date_created: flow.dateCreated.toISOString(),
  date_updated: flow.dateUpdated.toISOString(),
  url: `https://flex-api.twilio.com/v1/FlexFlows/${flow.sid}`,
});
