import { TwilioError } from '../../../http/TwilioError';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import type { Parameters } from '../../../http/parameters';
import type { Conversation, ConversationState } from '../../../model/conversations';
import { timerDurations } from '../ConversationTimers';
import type { NewParticipant } from '../ParticipantRegistry';
import type { RestContext } from './RestContext';
import { newParticipant } from './participantRoutes';

const SETTABLE_STATES: readonly string[] = ['active', 'inactive', 'closed'] satisfies ConversationState[];

function stateOf(parameters: Parameters): ConversationState | undefined {
  const state = parameters.text('State');
  if (state !== undefined && !SETTABLE_STATES.includes(state)) throw TwilioError.invalid('State');
  return state as ConversationState | undefined;
}

const changeOf = (parameters: Parameters) => ({
  friendlyName: parameters.text('FriendlyName'),
  uniqueName: parameters.text('UniqueName'),
  attributes: parameters.text('Attributes'),
  messagingServiceSid: parameters.text('MessagingServiceSid'),
  state: stateOf(parameters),
  timers: timerDurations(parameters.text('Timers.Inactive'), parameters.text('Timers.Closed')),
});

/** `StartDate` and `EndDate` are days in UTC. */
function matches(parameters: Parameters): (conversation: Conversation) => boolean {
  const [state, start, end] = [stateOf(parameters), parameters.text('StartDate'), parameters.text('EndDate')];
  return (conversation) => {
    const day = conversation.dateCreated.toISOString().slice(0, 10);
    return (
      (!state || conversation.state === state) &&
      (!start || day >= start.slice(0, 10)) &&
      (!end || day <= end.slice(0, 10))
    );
  };
}

/** https://www.twilio.com/docs/conversations-classic/api/conversation-resource */
export function conversationRoutes({ router, json, conversations, withParticipants }: RestContext): void {
  router.post('/Conversations', (request, response) => {
    const conversation = conversations.create(changeOf(parametersOf(request)));
    response.status(201).json(json(request).conversation(conversation));
  });
  router.get('/Conversations', (request, response) => {
    const found = conversations.list().filter(matches(parametersOf(request)));
    response.json(page(request, 'conversations', found, (one) => json(request).conversation(one)));
  });
  router.get('/Conversations/:sid', (request, response) => {
    response.json(json(request).conversation(conversations.fetch(request.params.sid)));
  });
  router.post('/Conversations/:sid', (request, response) => {
    const conversation = conversations.update(request.params.sid, changeOf(parametersOf(request)));
    response.json(json(request).conversation(conversation));
  });
  router.delete('/Conversations/:sid', (request, response) => {
    conversations.remove(request.params.sid);
    response.sendStatus(204);
  });

  // https://www.twilio.com/docs/conversations-classic/api/conversation-with-participants-resource
  router.post('/ConversationWithParticipants', (request, response) => {
    const parameters = parametersOf(request);
    const added = (parameters.list('Participant') ?? []).map(participantOfJson);
    const conversation = withParticipants.create(changeOf(parameters), added);
    // Accepted, for the participants may come later.
    response.status(added.length > 0 ? 202 : 201).json(json(request).conversation(conversation));
  });
}

function participantOfJson(text: string): NewParticipant {
  let given: { identity?: string; attributes?: unknown; messaging_binding?: Record<string, string> };
  try {
    given = JSON.parse(text) as typeof given;
  } catch {
    throw TwilioError.invalid('Participant: not valid JSON');
  }
  const { identity, attributes, messaging_binding: binding = {} } = given;
  return newParticipant({
    identity,
    attributes: typeof attributes === 'object' ? JSON.stringify(attributes) : (attributes as string | undefined),
    address: binding['address'],
    proxyAddress: binding['proxy_address'],
    projectedAddress: binding['projected_address'],
  });
}
