import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';

import { auditRequest, auditResponse } from '../src/contract/audit';
import { checksRequest, checksResponse } from '../src/contract/checks';
import { consentRequest, consentResponse } from '../src/contract/consent';
import { customerTimeRequest, customerTimeResponse } from '../src/contract/customerTime';
import { contactRequest, contactRequestResponse } from '../src/contract/contactRequests';
import { backendErrorSchema, ERROR_STATUS } from '../src/contract/errors';
import { janitorRequest, janitorResponse } from '../src/contract/janitor';
import {
  customerTimelineRequest,
  customerTimelineResponse,
  dailyRequest,
  dailyResponse,
  mendRequest,
  mendResponse,
  traceRequest,
  traceResponse,
} from '../src/contract/trace';
import {
  openConversationsRequest,
  openConversationsResponse,
  remediesRequest,
  remediesResponse,
} from '../src/contract/openConversations';
import { pastConversationsRequest, pastConversationsResponse } from '../src/contract/pastConversations';
import { supervisionRequest, supervisionResponse } from '../src/contract/supervision';
import { peopleRequest, peopleResponse } from '../src/contract/people';
import { recentsRequest, recentsResponse } from '../src/contract/recents';
import { MOST_REMINDERS, reminderRequest, remindersResponse } from '../src/contract/reminders';
import { scheduleRequest } from '../src/contract/schedule';
import { scheduleResponse } from '../src/contract/scheduledMessage';
import { sendersRequest, sendersResponse } from '../src/contract/senders';
import { interactionsRequest, outreachRequest } from '../src/contract/startConversation';
import { startedResponse } from '../src/contract/startedConversation';
import { startForRequest, startForResponse } from '../src/contract/startFor';
import { startStatusRequest, startStatusResponse } from '../src/contract/startStatus';
import { templatesRequest, templatesResponse } from '../src/contract/templates';
import { notesRequest, notesResponse } from '../src/contract/notes';
import { waitingRequest, waitingResponse } from '../src/contract/waiting';
import { silenceRequest, silenceResponse } from '../src/contract/silence';
import { wrapUpRequest, wrapUpResponse } from '../src/contract/wrapUp';
import {
  initWebchatRequest,
  initWebchatResponse,
  refreshTokenRequest,
  refreshTokenResponse,
} from '../src/contract/webChat';

interface Route {
  summary: string;
  /** `agent`: a Flex token in `Token`. `system`: a key of SYSTEM_KEYS. `agentOrSystem`: one of the two. `website`: an origin of CONTACT_FORM_ORIGINS. `guest`: one of WEBCHAT_ORIGINS. */
  caller: 'agent' | 'system' | 'agentOrSystem' | 'website' | 'guest';
  request: object;
  response: object;
  /** 201 where something new comes of it. */
  created?: true;
}

/** Checks and transformations have no place in a JSON schema: the types, formats and limits have. */
const schema = (of: v.GenericSchema): object =>
  toJsonSchema(of, { errorMode: 'ignore', typeMode: 'input', target: 'openapi-3.0' });

const routes = (): Record<string, Route> => ({
  interactions: {
    summary: 'Starts a conversation that opens at once for the agent who asks',
    caller: 'agent',
    request: schema(interactionsRequest),
    response: schema(startedResponse),
    created: true,
  },
  'start-status': {
    summary: 'Whether the task of a conversation that the agent has started will still come',
    caller: 'agent',
    request: schema(startStatusRequest),
    response: schema(startStatusResponse),
  },
  outreach: {
    summary: 'Sends a message; the customer’s reply becomes a task',
    caller: 'agent',
    request: schema(outreachRequest),
    response: schema(startedResponse),
    created: true,
  },
  checks: {
    summary: 'What stands in the way of a message to a customer',
    caller: 'agent',
    request: schema(checksRequest),
    response: schema(checksResponse),
  },
  consent: {
    summary: 'Whether a customer wants messages from a sender; opts them out, and lifts that',
    caller: 'agent',
    request: schema(consentRequest),
    response: schema(consentResponse),
  },
  'customer-time': {
    summary: 'Keeps where a customer is',
    caller: 'agent',
    request: schema(customerTimeRequest),
    response: schema(customerTimeResponse),
  },
  'open-conversations': {
    summary: 'The open conversation with a customer, its owner, and what can be done',
    caller: 'agent',
    request: schema(openConversationsRequest),
    response: schema(openConversationsResponse),
  },
  remedies: {
    summary: 'Joins or takes over an open conversation, or writes to its owner',
    caller: 'agent',
    request: schema(remediesRequest),
    response: schema(remediesResponse),
  },
  people: {
    summary: 'Who is in a conversation; invites and removes agents, leaves, puts aside and ends it',
    caller: 'agent',
    request: schema(peopleRequest),
    response: schema(peopleResponse),
  },
  'wrap-up': {
    summary: 'What came of a conversation, by the agent who has its task',
    caller: 'agent',
    request: schema(wrapUpRequest),
    response: schema(wrapUpResponse),
  },
  notes: {
    summary: 'Notes of a conversation that only agents and supervisors see, and calls for help',
    caller: 'agent',
    request: schema(notesRequest),
    response: schema(notesResponse),
  },
  silence: {
    summary: 'Sees to a customer who waits too long for this agent, or tells that the agent is at work on it',
    caller: 'agent',
    request: schema(silenceRequest),
    response: schema(silenceResponse),
  },
  waiting: {
    summary: 'The agent’s own conversations that wait for a reply or a date; takes them back, ends the waiting',
    caller: 'agent',
    request: schema(waitingRequest),
    response: schema(waitingResponse),
  },
  senders: {
    summary: 'The senders and queues that the agent may use',
    caller: 'agent',
    request: schema(sendersRequest),
    response: schema(sendersResponse),
  },
  'start-for': {
    summary: 'Whether a colleague can be given a conversation, before a supervisor starts one for them',
    caller: 'agent',
    request: schema(startForRequest),
    response: schema(startForResponse),
  },
  templates: {
    summary: 'The approved WhatsApp templates',
    caller: 'agent',
    request: schema(templatesRequest),
    response: schema(templatesResponse),
  },
  recents: {
    summary: 'The customers whom the agent wrote to lately',
    caller: 'agent',
    request: schema(recentsRequest),
    response: schema(recentsResponse),
  },
  schedule: {
    summary: 'Schedules a message, lists, changes or cancels the agent’s scheduled ones',
    caller: 'agent',
    request: schema(scheduleRequest),
    response: schema(scheduleResponse),
  },
  reminders: {
    summary: 'Messages of the business’s own systems',
    caller: 'system',
    request: {
      type: 'object',
      properties: {
        reminders: { type: 'array', minItems: 1, maxItems: MOST_REMINDERS, items: schema(reminderRequest) },
      },
      required: ['reminders'],
    },
    response: schema(remindersResponse),
  },
  janitor: {
    summary: 'Looks for customers who are left alone in an open conversation, and sees to them',
    caller: 'agentOrSystem',
    request: schema(janitorRequest),
    response: schema(janitorResponse),
  },
  trace: {
    summary: 'Where a customer’s message went, or an agent’s; for supervisors and administrators',
    caller: 'agent',
    request: schema(traceRequest),
    response: schema(traceResponse),
  },
  mend: {
    summary: 'Does what a step of the trace offers; for supervisors and administrators',
    caller: 'agent',
    request: schema(mendRequest),
    response: schema(mendResponse),
  },
  'customer-timeline': {
    summary: 'A customer’s conversations and how they ended; for supervisors and administrators',
    caller: 'agent',
    request: schema(customerTimelineRequest),
    response: schema(customerTimelineResponse),
  },
  'past-conversations': {
    summary: 'The last lines of what was said with a customer before',
    caller: 'agent',
    request: schema(pastConversationsRequest),
    response: schema(pastConversationsResponse),
  },
  daily: {
    summary: 'How a day went, by what is kept of it; for supervisors and administrators',
    caller: 'agent',
    request: schema(dailyRequest),
    response: schema(dailyResponse),
  },
  supervision: {
    summary: 'Which customers wait, and which no agent has; for supervisors and administrators',
    caller: 'agent',
    request: schema(supervisionRequest),
    response: schema(supervisionResponse),
  },
  audit: {
    summary: 'Who did what to whose conversation on a day; for supervisors and administrators',
    caller: 'agent',
    request: schema(auditRequest),
    response: schema(auditResponse),
  },
  'contact-requests': {
    summary: 'A website’s form: becomes a task for an agent',
    caller: 'website',
    request: schema(contactRequest),
    response: schema(contactRequestResponse),
  },
  initWebchat: {
    summary: 'A website’s guest begins a chat',
    caller: 'guest',
    request: schema(initWebchatRequest),
    response: schema(initWebchatResponse),
  },
  refreshToken: {
    summary: 'A new token for a guest whose token holds still',
    caller: 'guest',
    request: schema(refreshTokenRequest),
    response: schema(refreshTokenResponse),
  },
});

const json = (of: object) => ({ 'application/json': { schema: of } });

function operation(route: string, { summary, caller, request, response, created }: Route) {
  const token = { $ref: '#/components/schemas/AgentToken' };
  const withToken = { allOf: [request, token] };
  const body = { agent: withToken, agentOrSystem: { anyOf: [withToken, request] } }[caller as string] ?? request;
  const contentType =
    caller === 'system' || caller === 'guest' ? 'application/json' : 'application/x-www-form-urlencoded';
  const answer = (description: string) => ({ description, content: json(response) });
  return {
    post: {
      operationId: route,
      summary,
      ...(caller === 'system' ? { security: [{ systemKey: [] }] } : {}),
      ...(caller === 'agentOrSystem' ? { security: [{}, { systemKey: [] }] } : {}),
      requestBody: { required: true, content: { [contentType]: { schema: body } } },
      responses: {
        ...(created ? { 201: answer('Done') } : {}),
        200: answer(created ? 'The same request has been carried out before' : 'Done'),
        default: {
          description: 'Not done: `error.code` says why',
          content: json({ $ref: '#/components/schemas/Error' }),
        },
      },
    },
  };
}

/** The OpenAPI document of the routes that others than Twilio call. https://spec.openapis.org/oas/v3.0.3 */
export function openApiDocument() {
  const statuses = Object.entries(ERROR_STATUS).map(([code, status]) => `${code} ${status}`);
  return {
    openapi: '3.0.3',
    info: {
      title: 'Messaging Controls for Twilio Flex',
      version: '1',
      description: `Every answer is JSON with \`ok\`. Error codes and their HTTP status: ${statuses.join(', ')}.`,
    },
    servers: [{ url: 'https://{domain}', variables: { domain: { default: 'example.twil.io' } } }],
    paths: Object.fromEntries(Object.entries(routes()).map(([route, of]) => [`/${route}`, operation(route, of)])),
    components: {
      securitySchemes: { systemKey: { type: 'http', scheme: 'bearer', description: 'A key of SYSTEM_KEYS.' } },
      schemas: {
        AgentToken: {
          type: 'object',
          properties: { Token: { type: 'string', description: 'The Flex token of the agent who asks.' } },
          required: ['Token'],
        },
        Error: {
          type: 'object',
          properties: { ok: { type: 'boolean', enum: [false] }, error: schema(backendErrorSchema) },
          required: ['ok', 'error'],
        },
      },
    },
  };
}
