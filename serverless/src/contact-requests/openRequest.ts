import type { Twilio } from 'twilio';

import { taskChannelOf } from '../../../src/contract/Channel';
import { CONFLICT, findInteraction } from '../interactions/interactions';
import { insist } from '../interactions/insist';
import type { InteractionChannel } from '../interactions/interactionDocument';
import type { StepFailure } from '../interactions/Start';
import { customerAttributes } from '../interactions/customerAttributes';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';

/** What a website's form says, once all of it is in order. */
export interface ContactRequest {
  call: Pick<FunctionCall, 'twilio' | 'http' | 'context' | 'log'>;
  configuration: FlexConfiguration;
  requestId: string;
  /** It may have come before. */
  isRepeat: boolean;
  /** Whose form it is: the host of its origin, or the name of the system that has a key. */
  website: string;
  name: string;
  /** The customer's and our own address, as Conversations writes them. */
  address: string;
  proxyAddress: string;
  message: string;
}

/**
 * What the task says of the request, in its attributes: a website has told it, and who wrote it there nobody knows.
 */
export const requestAttributes = ({ website, message, requestId }: ContactRequest) => ({
  contactRequest: message,
  contactWebsite: website,
  contactRequestIds: [requestId],
});

/**
 * The interaction that brings a request to an agent, by the workflow, or to the queue of the settings. Where it is not
 * certain what came of it, it is looked for. `taken` where one stands on the conversation already.
 */
export async function openRequest(
  request: ContactRequest,
  conversationSid: string,
): Promise<Result<'opened' | 'taken', StepFailure>> {
  const { call, configuration } = request;
  const { twilio, http } = call;
  const made = await create(twilio, request, conversationSid);
  if (made.ok) return success('opened');
  if (made.error.status === CONFLICT) return success('taken');
  const cause = twilioError(made.error);
  if (!made.error.uncertain) return failure({ cause, isCertain: true });
  const found = await insist(http, () =>
    findInteraction(twilio, configuration, { conversationSid, isUncertain: true }),
  );
  if (!found.ok) return failure({ cause, isCertain: false });
  return found.value ? success('opened') : failure({ cause, isCertain: true });
}

/** https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interactions#api-initiated-contact */
const create = (
  twilio: Twilio,
  request: ContactRequest,
  conversationSid: string,
): Promise<Result<unknown, TwilioFailure>> =>
  attempt(() =>
    twilio.flexApi.v1.interaction.create({
      channel: { type: 'sms', initiated_by: 'api', properties: { media_channel_sid: conversationSid } },
      routing: routingOf(request),
    }),
  );

/**
 * One more task on an interaction that rests without one.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/invites-subresource
 */
export const inviteForRequest = (
  twilio: Twilio,
  request: ContactRequest,
  { interactionSid, interactionChannelSid }: InteractionChannel,
): Promise<Result<unknown, TwilioFailure>> =>
  attempt(() =>
    twilio.flexApi.v1
      .interaction(interactionSid)
      .channels(interactionChannelSid)
      .invites.create({ routing: routingOf(request) }),
  );

function routingOf(request: ContactRequest) {
  const { configuration, name, address, proxyAddress } = request;
  const { workspaceSid, workflowSid, settings } = configuration;
  const queueSid = settings.contactRequests?.queueSid;
  return {
    properties: {
      workspace_sid: workspaceSid,
      workflow_sid: workflowSid,
      // It passes the workflow by.
      ...(queueSid ? { queue_sid: queueSid } : {}),
      task_channel_unique_name: taskChannelOf('sms'),
      attributes: {
        ...customerAttributes(name, address, proxyAddress),
        messagingControls: {
          ...requestAttributes(request),
          insights: { direction: 'Inbound', initiated_by: 'Customer', initiative: 'contactRequest' },
        },
        // Where `queue_sid` counts for an agent's own tasks alone, the workflow finds the queue by this.
        ...(queueSid ? { knownQueueSid: queueSid } : {}),
      },
    },
  };
}
