import type { Request } from 'express';

import { TwilioError } from '../../http/TwilioError';
import { page } from '../../http/page';
import { parametersOf } from '../../http/parameters';
import type { Parameters } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import { CHANNEL_TYPES, INTEGRATION_TYPES } from '../../model/flexFlows';
import type { FlexFlow } from '../../model/flexFlows';
import type { World } from '../../World';

/** What each kind of integration cannot do without. */
const REQUIRED: Readonly<Record<FlexFlow['integrationType'], string[]>> = {
  studio: ['FlowSid'],
  external: ['Url'],
  task: ['WorkspaceSid', 'WorkflowSid', 'Channel'],
};

const TEXTS = ['FlowSid', 'Url', 'WorkspaceSid', 'WorkflowSid', 'Channel'];
const NUMBERS = ['Timeout', 'Priority', 'RetryCount'];

/** `FlowSid` as it is answered: `flow_sid`. */
const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter, at: number) => `${at === 0 ? '' : '_'}${letter.toLowerCase()}`);

/**
 * Flex Flows, the addresses of Flex before Conversations: they can be kept, and nothing comes of them. Of the chats of
 * that time there are none. https://www.twilio.com/docs/flex/developer/messaging/api/flow
 */
export function flexFlowRoutes(world: World): void {
  const router = restRouter(world);
  const flowOf = (request: Request): FlexFlow => {
    const flow = world.flexFlows.get(request.params['sid'] as string);
    if (!flow) throw TwilioError.notFound(request.path);
    return flow;
  };
  router.get('/v1/FlexFlows', (request, response) => {
    const name = parametersOf(request).text('FriendlyName');
    const flows = [...world.flexFlows.values()].filter(({ friendlyName }) => !name || friendlyName === name);
    response.json(page(request, 'flex_flows', flows, (flow) => flexFlowJson(world, flow)));
  });
  router.post('/v1/FlexFlows', (request, response) => {
    const parameters = parametersOf(request);
    for (const name of ['FriendlyName', 'ChatServiceSid', 'ChannelType']) parameters.required(name);
    const now = world.clock.now();
    const flow: FlexFlow = {
      sid: world.random.sid('FO'),
      friendlyName: '',
      channelType: 'web',
      contactIdentity: null,
      enabled: false,
      integrationType: 'studio',
      integration: {},
      longLived: false,
      janitorEnabled: false,
      dateCreated: now,
      dateUpdated: now,
    };
    Object.assign(flow, changed(flow, parameters));
    world.flexFlows.set(flow.sid, flow);
    response.status(201).json(flexFlowJson(world, flow));
  });
  router.get('/v1/FlexFlows/:sid', (request, response) => {
    response.json(flexFlowJson(world, flowOf(request)));
  });
  router.post('/v1/FlexFlows/:sid', (request, response) => {
    const flow = flowOf(request);
    Object.assign(flow, changed(flow, parametersOf(request)), { dateUpdated: world.clock.now() });
    response.json(flexFlowJson(world, flow));
  });
  router.delete('/v1/FlexFlows/:sid', (request, response) => {
    world.flexFlows.delete(flowOf(request).sid);
    response.sendStatus(204);
  });
  router.get(['/v1/WebChannels', '/v1/Channels'], (request, response) => {
    response.json(page(request, 'flex_chat_channels', [], () => ({})));
  });
  world.routes.push({ host: 'flex-api.twilio.com', router });
}

/** The flow with what was sent; throws a 400 for what cannot be. */
function changed(flow: FlexFlow, parameters: Parameters): Partial<FlexFlow> {
  const oneOf = <T extends string>(name: string, all: readonly T[], before: T): T => {
    const text = parameters.text(name) ?? before;
    if (!all.includes(text as T)) throw TwilioError.invalid(name);
    return text as T;
  };
  const integrationType = oneOf('IntegrationType', INTEGRATION_TYPES, flow.integrationType);
  const isSame = integrationType === flow.integrationType;
  const integration: Record<string, unknown> = { ...(isSame && flow.integration) };
  const set = (name: string, value: unknown): void => {
    if (value !== undefined) integration[snakeCase(name)] = value;
  };
  for (const name of TEXTS) set(name, parameters.text(`Integration.${name}`));
  for (const name of NUMBERS) set(name, parameters.integer(`Integration.${name}`));
  set('CreationOnMessage', parameters.flag('Integration.CreationOnMessage'));
  // A flow may be kept without an integration, and then it leads nowhere.
  if (parameters.has('IntegrationType')) {
    const lacking = REQUIRED[integrationType].find((name) => integration[snakeCase(name)] === undefined);
    if (lacking) throw TwilioError.missing(`Integration.${lacking}`);
  }
  return {
    friendlyName: parameters.text('FriendlyName') ?? flow.friendlyName,
    channelType: oneOf('ChannelType', CHANNEL_TYPES, flow.channelType),
    contactIdentity: parameters.text('ContactIdentity') ?? flow.contactIdentity,
    enabled: parameters.flag('Enabled') ?? flow.enabled,
    integrationType,
    integration,
    longLived: parameters.flag('LongLived') ?? flow.longLived,
    janitorEnabled: parameters.flag('JanitorEnabled') ?? flow.janitorEnabled,
  };
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
