import { TwilioError } from '../../http/TwilioError';
import { page } from '../../http/page';
import { restRouter } from '../../http/restRouter';
import type { AddressConfiguration, Conversation, Message } from '../../model/conversations';
import type { StudioFlow, World } from '../../World';
import type { Studio } from '../Services';
import { nextState } from './flowDefinition';
import type { FlowDefinition } from './flowDefinition';
import { sendToFlex } from './sendToFlex';

const INCOMING_CONVERSATION = 'incomingConversationMessage';

/** Studio, as far as flows of Send to Flex widgets go; a flow ends at any other widget. https://www.twilio.com/docs/studio */
export function createStudio(world: World): Studio {
  flowRoutes(world);
  return {
    startIncomingConversation(flowSid, conversation, message, address) {
      const flow = world.studioFlows.get(flowSid);
      if (flow?.status !== 'published') return;
      const definition = flow.definition as unknown as FlowDefinition;
      const variables = variablesOf(world, flow, conversation, message, address);
      const trigger = definition.states.find(({ name }) => name === definition.initial_state);
      let state = trigger && nextState(definition, trigger, INCOMING_CONVERSATION);
      while (state?.type === 'send-to-flex') {
        state = nextState(definition, state, sendToFlex(world, state, conversation, message, variables));
      }
    },
  };
}

/** What widgets can speak of. https://www.twilio.com/docs/studio/widget-library/trigger-start#incoming-conversation-trigger */
const variablesOf = (
  world: World,
  flow: StudioFlow,
  conversation: Conversation,
  message: Message,
  address: AddressConfiguration,
): Record<string, unknown> => ({
  trigger: {
    conversation: {
      AccountSid: world.account.sid,
      ChatServiceSid: world.chatServiceSid,
      ConversationSid: conversation.sid,
      MessageSid: message.sid,
      ParticipantSid: message.participantSid,
      Author: message.author,
      Body: message.body,
      Index: message.index,
      Attributes: message.attributes,
      ChannelAttributes: JSON.parse(conversation.attributes) as unknown,
    },
  },
  contact: { channel: { address: message.author } },
  flow: { flow_sid: flow.sid, channel: { address: address.address } },
});

/** https://www.twilio.com/docs/studio/rest-api/v2/flow */
function flowRoutes(world: World): void {
  const router = restRouter(world);
  world.routes.push({ host: 'studio.twilio.com', router });
  router.get('/v2/Flows', (request, response) => {
    response.json(page(request, 'flows', [...world.studioFlows.values()], (flow) => flowJson(world, flow)));
  });
  router.get('/v2/Flows/:sid', (request, response) => {
    const flow = world.studioFlows.get(request.params.sid);
    if (!flow) throw TwilioError.notFound(request.path);
    response.json({ ...flowJson(world, flow), definition: flow.definition });
  });
}

const flowJson = (world: World, flow: StudioFlow): Record<string, unknown> => {
  const url = `https://studio.twilio.com/v2/Flows/${flow.sid}`;
  return {
    sid: flow.sid,
    account_sid: world.account.sid,
    author_sid: null,
    friendly_name: flow.friendlyName,
    status: flow.status,
    revision: flow.revision,
    commit_message: null,
    valid: true,
    errors: [],
    warnings: [],
    date_created: flow.dateCreated.toISOString(),
    date_updated: flow.dateUpdated.toISOString(),
    webhook_url: `https://webhooks.twilio.com/v1/Accounts/${world.account.sid}/Flows/${flow.sid}`,
    url,
    links: { revisions: `${url}/Revisions`, test_users: `${url}/TestUsers`, executions: `${url}/Executions` },
  };
};
