import { TwilioError } from '../../../http/TwilioError';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import type { Parameters } from '../../../http/parameters';
import type { Conversation, ConversationState } from '../../../model/conversations';
import { timerDurations } from '../ConversationTimers';
import { PARTICIPANTS_AT_ONCE } from '../limits';
import type { NewParticipant } from '../ParticipantRegistry';
import type { RestContext } from './conversationsRest';
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
export function conversationRoutes({ router, json, conversations, participants }: RestContext): void {
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
    if (added.length > PARTICIPANTS_AT_ONCE) throw TwilioError.invalid('Participant: more than 10');
    for (const { messagingBinding } of added) checkFree(messagingBinding);
    const conversation = conversations.create(changeOf(parameters));
    try {
      for (const participant of added) participants.add(conversation.sid, participant);
    } catch (error) {
      conversations.update(conversation.sid, { state: 'closed' });
      if (!(error instanceof TwilioError)) throw error;
      throw new TwilioError(
        error.status,
        50427,
        `Errors occurred during multiple participants creation: ${error.message}`,
      );
    }
    response.status(201).json(json(request).conversation(conversation));
  });

  /** All pairs are checked before anything is made. */
  function checkFree(binding: NewParticipant['messagingBinding']): void {
    if (!binding) return;
    const holder = conversations.findOpenByBinding(binding.address, binding.proxyAddress);
    if (!holder) return participants.checkBinding(binding);
    throw new TwilioError(
      409,
      50425,
      `Participant and proxy address pairs for one or more participants already in use in Conversation ${holder.sid}`,
    );
  }
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
