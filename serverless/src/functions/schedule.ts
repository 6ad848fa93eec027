import { isByNumber } from '../../../src/contract/Channel';
import { scheduleRequest } from '../../../src/contract/schedule';
import type { ScheduleRequest } from '../../../src/contract/schedule';
import { isBlank } from '../../../src/contract/text';
import { keepStartFor } from '../audit/keepStartFor';
import { checkStart } from '../interactions/checkStart';
import { firstMessage, replyOf } from '../interactions/firstMessage';
import type { Customer } from '../interactions/readCustomer';
import { readCustomer } from '../interactions/readCustomer';
import { uniqueNameOf } from '../interactions/Start';
import { messageOf } from '../conversations/Message';
import { ownerOf } from '../routing/startFor';
import type { Agent } from '../runtime/agentToken';
import { agentToken } from '../runtime/agentToken';
import type { Answer } from '../runtime/defineFunction';
import { defineFunction } from '../runtime/defineFunction';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { cancelMessage, changeMessage, oneAtATime } from '../schedule/changeMessage';
import { listSchedule } from '../schedule/listSchedule';
import type { ScheduleItem } from '../schedule/scheduleItem';
import { findItem, toScheduledMessage } from '../schedule/scheduleItem';
import { scheduleMessage } from '../schedule/scheduleMessage';
import { sendTime } from '../schedule/sendTime';
import { templateText } from '../schedule/templateText';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { readFlexConfiguration } from '../settings/flexConfiguration';

type Create = Extract<ScheduleRequest, { action: 'create' }>;
type Change = Extract<ScheduleRequest, { action: 'change' }>;
/** What is known beside the token; of `create` also the customer, and the template's text where it is one. */
interface Read {
  configuration: FlexConfiguration;
  first: { customer: Customer; template: string | undefined } | undefined;
}
type Outcome = Promise<Result<Answer, FunctionError>>;

const answer = (status: number, items: ScheduleItem[]): { ok: true; value: Answer } =>
  success({ status, body: { ok: true, scheduled: items.map(toScheduledMessage) } });

/** `POST /schedule`: an agent's messages that Twilio sends later; a supervisor's for a colleague are that colleague's. */
export const handler = defineFunction({
  route: 'schedule',
  input: scheduleRequest,
  guard: agentToken,

  async read({ twilio, log }, input): Promise<Result<Read, FunctionError>> {
    if ('requestId' in input) log.requestId = input.requestId;
    if (input.action !== 'create') {
      const configuration = await readFlexConfiguration(twilio);
      return configuration.ok ? success({ configuration: configuration.value, first: undefined }) : configuration;
    }
    const { contentSid, contentVariables } = input;
    const [customer, template] = await Promise.all([
      readCustomer({ twilio }, input),
      contentSid ? templateText(twilio, contentSid, contentVariables) : success(undefined),
    ]);
    if (!customer.ok) return customer;
    if (!template.ok) return template;
    const first = { customer: customer.value, template: template.value };
    return success({ configuration: customer.value.configuration, first });
  },

  async act(call, { input, principal: agent, read }) {
    const { configuration, first } = read;
    switch (input.action) {
      case 'create':
        return first ? create(call, agent, input, first) : failure({ code: 'INTERNAL' });
      case 'list': {
        const listed = await listSchedule(call, configuration, agent.workerSid);
        return listed.ok ? answer(200, listed.value) : listed;
      }
      case 'change':
        return change(call, agent, input, configuration);
      case 'cancel': {
        const { workerSid } = agent;
        const done = await withItem(call, agent, input.requestId, (item) =>
          cancelMessage({ call, configuration, workerSid, item }),
        );
        return done.ok ? answer(200, []) : done;
      }
    }
  },
});

async function create(
  call: FunctionCall,
  agent: Agent,
  input: Create,
  { customer, template }: NonNullable<Read['first']>,
): Outcome {
  const { requestId, channel, from, queueSid, replyTo, timeZone } = input;
  const { configuration, number, address, proxyAddress, conversations } = customer;
  const owner = ownerOf(configuration, agent, input.forWorkerSid);
  if (!owner.ok) return owner;
  const { scheduling } = configuration.settings;
  if (!scheduling) return failure({ code: 'SETTINGS_WRONG' });
  if (input.mediaSid) return failure({ code: 'FILE_NOT_ALLOWED', field: 'mediaSid' });
  if (!isByNumber(channel) || proxyAddress === undefined) {
    return failure({ code: 'SENDER_NOT_ALLOWED', field: 'from' });
  }
  const sendsAt = sendTime(input, now(call.twilio));
  if (!sendsAt.ok) return sendsAt;

  const { workerSid } = owner.value;
  const { identity: author } = agent;
  const uniqueName = uniqueNameOf(agent.workerSid, requestId);
  const first = firstMessage(call, input, customer, { requestId, uniqueName, author, ...owner.value });
  const who = { agent, owner: owner.value, isNow: false };
  const { message, customerName, record } = first;
  const result = await scheduleMessage(
    {
      ...first,
      proxyAddress,
      messagingServiceSid: scheduling.messagingServiceSid,
      isNote: true,
      record: { ...record, workerSid, reply: replyOf(first, { to: replyTo, queueSid }) },
      item: {
        ...{ requestId, channel, to: number, from, address, proxyAddress, timeZone, customerName },
        customerTimeZone: input.customerTimeZone,
        overrideReason: record.overrideReason,
        text: template ?? input.body ?? '',
        isTemplate: template !== undefined,
        ...('contentSid' in message ? message : {}),
        sendsAt: sendsAt.value.toISOString(),
        status: 'scheduled',
        askedAt: record.startedAt,
      },
    },
    conversations,
    () => checkStart(call, input, { ...who, customer, message, uniqueName, now: sendsAt.value }),
  );
  const { conversationSid = '' } = result.ok ? result.value.item : {};
  const done = result.ok ? success({ repeated: result.value.repeated, conversationSid }) : result;
  await keepStartFor(call, configuration, owner.value, 'later', done);
  if (!result.ok) return result;
  const { repeated, item } = result.value;
  call.log.about = item.conversationSid;
  return answer(repeated ? 200 : 201, [item]);
}

async function change(call: FunctionCall, agent: Agent, input: Change, configuration: FlexConfiguration): Outcome {
  const sendsAt = sendTime(input, now(call.twilio));
  if (!sendsAt.ok) return sendsAt;
  const done = await withItem(call, agent, input.requestId, async (item) => {
    const { isTemplate, conversationSid, contentSid, contentVariables } = item;
    const { body } = input;
    if (isTemplate && body !== undefined) return failure({ code: 'REQUEST_INVALID', field: 'body' });
    if (body !== undefined && isBlank(body)) return failure({ code: 'MESSAGE_EMPTY', field: 'body' });
    const text = body ?? item.text;
    const read = await readCustomer(call, { ...item, contentSid }, Promise.resolve(success(configuration)));
    if (!read.ok) return read;
    const { scheduling } = configuration.settings;
    if (!scheduling) return failure({ code: 'SETTINGS_WRONG' });
    const refusal = await checkStart(
      call,
      // Its own conversation is the one that is open.
      { ...item, reuseConversationSid: conversationSid },
      {
        ...{
          agent,
          // Whose it is by now.
          owner: agent,
          isNow: false,
          customer: read.value,
          uniqueName: uniqueNameOf(agent.workerSid, item.requestId),
          now: sendsAt.value,
        },
        message: messageOf(
          contentSid ? { contentSid, ...(contentVariables ? { contentVariables } : {}) } : { body: text },
        ),
      },
    );
    if (refusal) return failure(refusal);
    return changeMessage(
      { call, configuration, workerSid: agent.workerSid, item },
      { sendsAt: sendsAt.value, timeZone: input.timeZone, text, messagingServiceSid: scheduling.messagingServiceSid },
    );
  });
  return done.ok ? answer(200, [done.value]) : done;
}

/** Works on the agent's own message, while no other function does. */
const withItem = (
  call: FunctionCall,
  { workerSid }: Agent,
  requestId: string,
  work: (item: ScheduleItem) => Promise<Result<ScheduleItem, FunctionError>>,
): Promise<Result<ScheduleItem, FunctionError>> =>
  oneAtATime({ call, workerSid }, requestId, async () => {
    const found = await findItem(call.twilio, workerSid, requestId);
    if (!found.ok) return found;
    if (!found.value) return failure({ code: 'NOT_SCHEDULED' });
    call.log.about = found.value.conversationSid;
    return work(found.value);
  });
