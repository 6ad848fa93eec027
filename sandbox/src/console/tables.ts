import { html } from '../host/html';
import type { Html } from '../host/html';
import type { TimelineEntry } from '../http/Timeline';
import { activeDeployment } from '../model/serverless';
import type { ServerlessBuild } from '../model/serverless';
import type { World } from '../World';
import { isReading } from './isReading';
import { linked, storyAddress } from './linked';
import { code, state, time } from './table';
import type { Row, Table } from './table';

const SHOWN = 50;
const TIMELINE_SHOWN = 150;

/** The last items first, and not more than a page can bear. */
const latest = <T>(items: Iterable<T>, toRow: (item: T) => Row): Pick<Table, 'rows' | 'total'> => {
  const all = [...items];
  return { rows: all.slice(-SHOWN).reverse().map(toRow), total: all.length };
};

const details = (summary: string, value: unknown): Html =>
  html`<details>
    <summary>${summary}</summary>
    <pre>${JSON.stringify(value, undefined, 2)}</pre>
  </details>`;

const storyOf = (sid: string): Html => html`<a href="${storyAddress(sid)}"><code>${sid}</code></a>`;

const conversations = (world: World): Table => ({
  id: 'conversations',
  title: 'Conversations',
  columns: ['SID', 'State', 'Participants', 'Messages', 'Last message', 'Updated'],
  ...latest(world.conversations.values(), (conversation) => {
    const last = conversation.messages.at(-1);
    const who = [...conversation.participants.values()].map(
      ({ identity, messagingBinding }) => identity ?? messagingBinding?.address ?? 'unknown',
    );
    return {
      key: conversation.sid,
      cells: [
        storyOf(conversation.sid),
        state(conversation.state),
        who.join(', '),
        conversation.messages.length,
        last && `${last.author}: ${last.body ?? 'media'}`,
        time(conversation.dateUpdated),
      ],
    };
  }),
});

const interactions = (world: World): Table => ({
  id: 'interactions',
  title: 'Interactions',
  columns: ['SID', 'Channel', 'Status', 'Conversation', 'Participants', 'Invites', 'Made'],
  ...latest(world.interactions.values(), ({ sid, initiatedBy, channel, dateCreated }) => ({
    key: sid,
    cells: [
      storyOf(sid),
      `${channel.type}, by ${initiatedBy}`,
      state(channel.status),
      code(channel.mediaSid),
      channel.participants.map(({ type, status }) => `${type} ${status}`).join(', '),
      [...channel.invites.values()].map(({ status }) => status).join(', '),
      time(dateCreated),
    ],
  })),
});

const tasks = (world: World): Table => ({
  id: 'tasks',
  title: 'Tasks',
  columns: ['SID', 'Status', 'Channel', 'Queue', 'Reservations', 'Attributes', 'Updated'],
  ...latest(world.tasks.values(), (task) => {
    const reservations = [...world.reservations.values()].filter(({ taskSid }) => taskSid === task.sid);
    return {
      key: task.sid,
      cells: [
        storyOf(task.sid),
        state(task.assignmentStatus),
        task.taskChannelUniqueName,
        world.taskQueues.get(task.taskQueueSid ?? '')?.friendlyName,
        reservations
          .map(({ workerSid, status }) => `${world.workers.get(workerSid)?.friendlyName ?? workerSid} ${status}`)
          .join(', '),
        details('Attributes', task.attributes),
        time(task.dateUpdated),
      ],
    };
  }),
});

const workers = (world: World): Table => ({
  id: 'workers',
  title: 'Workers',
  columns: ['Name', 'Activity', 'Tasks', 'SID', 'Since'],
  rows: [...world.workers.values()].map(({ sid, friendlyName, activitySid, dateStatusChanged }) => {
    const live = [...world.reservations.values()].filter(
      ({ workerSid, status }) => workerSid === sid && ['pending', 'accepted', 'wrapping'].includes(status),
    );
    return {
      key: sid,
      cells: [
        friendlyName,
        state(world.activities.get(activitySid)?.friendlyName ?? activitySid),
        live.length,
        code(sid),
        time(dateStatusChanged),
      ],
    };
  }),
});

const messages = (world: World): Table => ({
  id: 'messages',
  title: 'Messages to and from phones',
  columns: ['SID', 'From', 'To', 'Text', 'Status', 'Made'],
  ...latest(world.messageLog, ({ sid, from, to, body, status, errorCode, dateCreated }) => ({
    key: sid,
    cells: [
      storyOf(sid),
      html`${linked(from)}`,
      html`${linked(to)}`,
      body,
      errorCode ? html`${state(status)} ${errorCode}` : state(status),
      time(dateCreated),
    ],
  })),
});

const webhooks = (world: World): Table => ({
  id: 'webhooks',
  title: 'Webhooks sent',
  columns: ['Kind', 'To', 'State', 'Answer', 'Tries', 'ms', 'Sent', 'Content'],
  ...latest(world.webhookLog, (delivery) => ({
    key: String(delivery.id),
    cells: [
      [delivery.kind, delivery.eventType].filter(Boolean).join(' '),
      `${delivery.method} ${delivery.url}`,
      state(delivery.state),
      [delivery.responseStatus, delivery.errorCode, delivery.errorMessage].filter(Boolean).join(' '),
      delivery.tries,
      delivery.duration,
      time(delivery.dateSent),
      details('Sent and answered', { sent: delivery.parameters, answered: delivery.responseBody }),
    ],
  })),
});

const alerts = (world: World): Table => ({
  id: 'alerts',
  title: 'Debugger alerts',
  columns: ['Code', 'Level', 'Text', 'About', 'Made'],
  ...latest(world.alerts, ({ sid, errorCode, logLevel, alertText, resourceSid, dateCreated }) => ({
    key: sid,
    cells: [errorCode, state(logLevel), alertText, code(resourceSid), time(dateCreated)],
  })),
});

const failure = ({ failure: words }: ServerlessBuild): Html | undefined =>
  words === undefined
    ? undefined
    : html`<details>
        <summary>${words.split('\n', 1).join('')}</summary>
        <pre>${words}</pre>
      </details>`;

const builds = (world: World): Table => {
  const all = [...world.serverlessServices.values()].flatMap((service) =>
    [...service.builds.values()].map((build) => ({ service, build })),
  );
  return {
    id: 'builds',
    title: 'Builds of Functions',
    columns: ['SID', 'Service', 'State', 'Versions', 'Deployed to', 'Why it failed', 'Made'],
    ...latest(all, ({ service, build }) => ({
      key: build.sid,
      cells: [
        code(build.sid),
        service.uniqueName,
        state(build.status),
        build.functionVersions.length + build.assetVersions.length,
        [...service.environments.values()]
          .filter((environment) => activeDeployment(environment)?.buildSid === build.sid)
          .map(({ domainName }) => domainName)
          .join(', '),
        failure(build),
        time(build.dateCreated),
      ],
    })),
  };
};

const functionLogs = (world: World): Table => {
  const environments = [...world.serverlessServices.values()].flatMap((service) => [...service.environments.values()]);
  const all = environments
    .flatMap(({ domainName, logs }) => logs.map((log) => ({ domainName, log })))
    .sort((a, b) => a.log.dateCreated.getTime() - b.log.dateCreated.getTime());
  return {
    id: 'function-logs',
    title: 'Logs of Functions',
    columns: ['Level', 'Message', 'At', 'Function', 'Written'],
    ...latest(all, ({ domainName, log }) => ({
      key: log.sid,
      cells: [state(log.level), log.message, domainName, code(log.functionSid), time(log.dateCreated)],
    })),
  };
};

const about = ({ kind, host, path }: TimelineEntry): string | undefined => (kind === 'request' ? `${host}${path}` : '');

const answer = ({ status, isMissing }: TimelineEntry): Html | undefined => {
  if (status === undefined) return undefined;
  if (status === 0) return html`<span class="state failed">cut</span>`;
  if (isMissing) return html`<span class="state failed">${status}, not in the sandbox</span>`;
  return html`<span class="state ${status >= 400 ? 'failed' : 'completed'}">${status}</span>`;
};

function timeline(world: World, show: string | undefined): Table {
  const kind = { requests: 'request', events: 'event' }[show ?? ''];
  const entries = world.timeline.entries.filter((entry) => {
    if (kind) return entry.kind === kind;
    return show === 'all' || !isReading(entry);
  });
  const link = (name: string, text: string): Html =>
    html`<a href="/console?show=${name}#timeline" ${name === (show ?? '') ? html`aria-current="true"` : ''}
      >${text}</a
    >`;
  return {
    id: 'timeline',
    title: 'Timeline',
    columns: ['Time', 'What', 'Where', 'Answer', 'ms', 'About'],
    note: html`<p class="choices">
      ${link('', 'What changed something')} ${link('requests', 'Requests')} ${link('events', 'Events')}
      ${link('all', 'All, with reading and polling')}
    </p>`,
    total: entries.length,
    rows: entries
      .slice(-TIMELINE_SHOWN)
      .reverse()
      .map((entry) => ({
        key: String(entry.id),
        cells: [
          time(entry.at),
          html`<span class="${entry.kind}">${entry.name}</span>`,
          about(entry),
          answer(entry),
          entry.milliseconds,
          entry.parameters
            ? html`${entry.note ? html`<p>${entry.note}</p>` : ''} ${details('Sent', entry.parameters)}`
            : entry.note && html`${linked(entry.note)}`,
        ],
      })),
  };
}

/** What the services hold, and what happened lately. */
export const tablesOf = (world: World, show: string | undefined): Table[] => [
  timeline(world, show),
  conversations(world),
  interactions(world),
  tasks(world),
  workers(world),
  messages(world),
  webhooks(world),
  alerts(world),
  builds(world),
  functionLogs(world),
];
