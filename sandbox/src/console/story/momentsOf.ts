import type { TimelineEntry } from '../../http/Timeline';
import type { LoggedMessage } from '../../model/messaging';
import { numberOf, customerOf } from '../../phone/customers';
import type { World } from '../../World';
import { isReading } from '../isReading';
import { mentionsAny } from './mentionsAny';
import type { Subject } from './relatedTo';

/** One thing that happened. */
export interface Moment {
  at: Date;
  kind: 'phone' | 'conversation' | 'routing' | 'rule' | 'request' | 'webhook' | 'alert';
  /** A sentence. SIDs in it lead to their stories. */
  words: string;
  failed?: boolean;
  /** What was sent and answered, in full; open at once where it failed. */
  details?: Record<string, unknown>;
}

/** What TaskRouter's rules do, in words; its other events describe themselves. */
const RULES: Record<string, (parameters: Record<string, string>) => string> = {
  'workflow.entered': ({ WorkflowName, TaskSid }) => `The workflow “${WorkflowName}” takes the task ${TaskSid}`,
  'workflow.target-matched': ({ WorkflowFilterName: name, TaskSid }) =>
    `The workflow’s ${name ? `filter “${name}”` : 'default filter, or one without a name,'} fits the task ${TaskSid}`,
  'workflow.timeout': ({ WorkflowName, TaskSid }) =>
    `The workflow “${WorkflowName}” has no further step for the task ${TaskSid}`,
  'task-queue.entered': ({ TaskQueueName, TaskSid }) => `The task ${TaskSid} enters the queue “${TaskQueueName}”`,
  'task-queue.moved': ({ TaskQueueName, TaskSid }) => `The task ${TaskSid} leaves the queue “${TaskQueueName}”`,
  'task-queue.timeout': ({ TaskQueueName, TaskSid }) =>
    `The task ${TaskSid} has waited in the queue “${TaskQueueName}” as long as the workflow lets it`,
};

/** Characters of a failed webhook's answer that stand in its sentence; the rest is in full below. */
const SHOWN_ANSWER = 200;

const quoted = (text: string | null): string => (text ? `“${text}”` : 'media');

/** A name with its number, or the number alone. */
const person = (address: string): string => {
  const { name, number } = customerOf(numberOf(address));
  return name === number ? address : `${name} (${address})`;
};

function phoneMoments(message: LoggedMessage): Moment[] {
  const { direction, from, to, body, channel, status, errorCode, errorMessage, sid, dateCreated, dateUpdated } =
    message;
  const by = channel === 'sms' ? 'by SMS' : `on ${channel}`;
  if (direction === 'inbound') {
    return [
      { at: dateCreated, kind: 'phone', words: `${person(from)} writes ${by} to ${to}: ${quoted(body)} (${sid})` },
    ];
  }
  const failed = status === 'failed' || status === 'undelivered';
  const end = failed ? `It is ${status}: ${errorCode ?? ''} ${errorMessage ?? ''}` : `It is ${status}`;
  return [
    {
      at: dateCreated,
      kind: 'phone',
      words: `${from || 'A Messaging Service'} sends ${by} to ${person(to)}: ${quoted(body)} (${sid})`,
    },
    { at: dateUpdated, kind: 'phone', words: `${end.trim()} (${sid})`, failed },
  ];
}

function conversationMoments(world: World, { conversations, interactions }: Subject): Moment[] {
  const moments: Moment[] = [];
  const add = (at: Date, kind: Moment['kind'], words: string, failed = false): void =>
    void moments.push({ at, kind, words, failed });
  for (const { sid, createdBy, dateCreated, dateUpdated, state, participants, messages } of conversations) {
    add(dateCreated, 'conversation', `The conversation ${sid} begins, made by ${createdBy}`);
    for (const { identity, messagingBinding, dateCreated: joined } of participants.values()) {
      const who = identity ?? person(messagingBinding?.address ?? 'somebody');
      add(joined, 'conversation', `${who} is in ${sid}`);
    }
    for (const { author, body, dateCreated: said, sid: messageSid } of messages) {
      add(said, 'conversation', `${person(author)} in the conversation: ${quoted(body)} (${messageSid})`);
    }
    if (state === 'closed') add(dateUpdated, 'conversation', `The conversation ${sid} is closed`);
  }
  for (const { sid, initiatedBy, channel, dateCreated } of interactions) {
    add(dateCreated, 'routing', `The interaction ${sid} is made for ${channel.type}, by ${initiatedBy}`);
    if (channel.errorCode)
      add(
        channel.dateUpdated,
        'routing',
        `Its channel fails: ${channel.errorCode} ${channel.errorMessage ?? ''}`,
        true,
      );
    for (const { status, taskSid, dateCreated: asked } of channel.invites.values()) {
      add(asked, 'routing', `An agent is asked in by the task ${taskSid}; the invite is ${status}`);
    }
  }
  const sids = new Set(conversations.map((conversation) => conversation.sid));
  for (const { conversationSid, flow, steps } of world.studioExecutions.values()) {
    if (!sids.has(conversationSid ?? '')) continue;
    for (const step of steps) {
      add(
        step.dateCreated,
        'rule',
        `The flow “${flow.friendlyName}” leaves ${step.transitionedFrom} by “${step.name}”, for ${step.transitionedTo}`,
        step.name.startsWith('failed'),
      );
    }
  }
  return moments;
}

function routingMoments(world: World, { sids }: Subject): Moment[] {
  return world.taskRouterEvents
    .filter(({ resourceSid, parameters }) => sids.has(resourceSid) || sids.has(parameters['TaskSid'] ?? ''))
    .map(({ date, eventType, description, parameters }) => {
      const { TaskSid: task = '', WorkerName: worker, TaskQueueName: queue } = parameters;
      const rule = RULES[eventType]?.(parameters);
      const details = { 'the event': parameters };
      if (rule) return { at: date, kind: 'rule', words: `${rule} (${eventType})`, details };
      const about = [
        !description.includes(eventType) && eventType,
        !description.includes(task) && task,
        worker && `worker ${worker}`,
        queue && `queue ${queue}`,
        parameters['TaskCanceledReason'],
      ].filter(Boolean);
      return {
        at: date,
        kind: 'routing',
        words: about.length > 0 ? `${description} (${about.join(', ')})` : description,
        details,
      };
    });
}

function webhookMoments(world: World, mentions: (value: unknown) => boolean): Moment[] {
  return world.webhookLog
    .filter(({ parameters, url }) => mentions(parameters) || mentions(url))
    .map((delivery) => {
      const { dateSent, kind, eventType, url, state, responseStatus, errorCode, errorMessage, tries, duration } =
        delivery;
      const told = `Twilio tells ${url} of ${eventType ?? kind}`;
      const answer = state === 'sending' ? 'no answer yet' : `${responseStatus ?? 'no answer'} in ${duration} ms`;
      const again = tries > 1 ? `, ${tries} tries` : '';
      const said = delivery.responseBody.trim().slice(0, SHOWN_ANSWER);
      const wrong = errorCode ? `: ${errorCode} ${errorMessage ?? ''}${said && `. It says: ${said}`}` : '';
      const details = { sent: delivery.parameters, answered: delivery.responseBody };
      return {
        at: dateSent,
        kind: 'webhook',
        words: `${told}: ${answer}${again}${wrong}`,
        failed: errorCode !== null,
        details,
      };
    });
}

const ASKS = { backend: 'A backend', browser: 'Flex, or a plugin in it,' };

/** JSON that is sent as text in a field is shown as what it holds. */
const unwrapped = (parameters: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      if (typeof value !== 'string' || !/^[{[]/.test(value)) return [name, value];
      try {
        return [name, JSON.parse(value) as unknown];
      } catch {
        return [name, value];
      }
    }),
  );

function requestMoments(
  entries: readonly TimelineEntry[],
  mentions: (value: unknown) => boolean,
  reading: boolean,
): Moment[] {
  return entries
    .filter((entry) => entry.kind === 'request' && (reading || !isReading(entry)))
    .filter(({ path, parameters, note }) => mentions([path, parameters, note]))
    .map(({ at, by, name, host, path, status = 0, note, parameters, milliseconds = 0 }) => {
      const answer = `${status === 0 ? 'none' : status} in ${milliseconds} ms${note ? `: ${note}` : ''}`;
      return {
        at,
        kind: 'request',
        words: `${by === undefined ? 'Somebody' : ASKS[by]} asks ${host ?? ''}: ${name} ${path ?? ''}. Answer: ${answer}`,
        failed: status === 0 || status >= 400,
        ...(parameters && { details: { sent: unwrapped(parameters) } }),
      };
    });
}

/** All that happened to a subject, oldest first. `reading` shows requests that only look, too. */
export function momentsOf(world: World, subject: Subject, reading: boolean): Moment[] {
  const { sids, number } = subject;
  // What was asked about the customer, and refused, has no SID.
  const numbers = number === undefined ? [] : [number];
  const mentions = (value: unknown): boolean => mentionsAny([...sids, ...numbers], value);
  const alerts = world.alerts
    .filter(({ resourceSid, alertText }) => sids.has(resourceSid) || mentions(alertText))
    .map(({ dateCreated, errorCode, logLevel, alertText }) => ({
      at: dateCreated,
      kind: 'alert' as const,
      words: `Twilio’s debugger, ${logLevel} ${errorCode}: ${alertText}`,
      failed: logLevel === 'error',
    }));
  return [
    ...world.messageLog.filter(({ sid }) => sids.has(sid)).flatMap(phoneMoments),
    ...conversationMoments(world, subject),
    ...routingMoments(world, subject),
    ...webhookMoments(world, mentions),
    ...requestMoments(world.timeline.entries, mentions, reading),
    ...alerts,
  ].sort((one, other) => one.at.getTime() - other.at.getTime());
}
