import { TASK_EVENTS } from '../../../serverless/src/trace/taskActs';
import type { Account, SetupContext } from '../SetupContext';
import type { Step } from '../Step';
import { compare, exists, note, wrong } from '../Step';

const WHAT = 'TaskRouter event callback';

/** Where TaskRouter tells of its events. https://www.twilio.com/docs/taskrouter/api/event/reference */
export async function taskRouterEvents(context: SetupContext): Promise<Step[]> {
  const { workspace, setup, webhooksUrl, domainUrl } = context;
  const url = setup.webhooks.taskRouter;
  // That there are no Functions is said of the other webhooks.
  if (url === true) return webhooksUrl ? [await eventCallback(context, webhooksUrl, domainUrl)] : [];
  if (!url) return [];
  const { eventCallbackUrl } = await workspace.fetch();
  if (eventCallbackUrl && eventCallbackUrl !== url) {
    return [wrong(WHAT, `It is in use: ${new URL(eventCallbackUrl).origin} hears of the events. Remove it first.`)];
  }
  return [
    compare(WHAT, { eventCallbackUrl: eventCallbackUrl || null }, { eventCallbackUrl: url }, () =>
      workspace.update({ eventCallbackUrl: url }),
    ),
  ];
}

const workspaceOf = ({ twilio, configuration }: Pick<Account, 'twilio' | 'configuration'>) =>
  twilio.taskrouter.v1.workspaces(configuration.taskrouter_workspace_sid);

/**
 * The callback by which TaskRouter tells `task-events` to whom tasks are offered. A workspace has one alone, so another's
 * is never taken away: without it the trace says what it does not know.
 * @param formerUrl where the Functions were reached before PUBLIC_URL was set
 */
export async function eventCallback(
  account: Pick<Account, 'twilio' | 'configuration'>,
  webhooksUrl: string,
  formerUrl = webhooksUrl,
): Promise<Step> {
  const url = `${webhooksUrl}/task-events`;
  const workspace = workspaceOf(account);
  const { eventCallbackUrl, eventsFilter } = await workspace.fetch();
  const isOurs = [`${webhooksUrl}/task-events`, `${formerUrl}/task-events`].includes(eventCallbackUrl);
  if (eventCallbackUrl && !isOurs) {
    return note(
      WHAT,
      `It is in use: ${new URL(eventCallbackUrl).origin} hears of the events, and Twilio tells one address alone. To whom a task was offered is known from TaskRouter’s own log, for 30 days.`,
      `To keep it for longer, let that address post ${TASK_EVENTS.join(', ')} on to ${url}, with all parameters and signed anew for that URL: Twilio’s own signature holds for the address that it called. getExpectedTwilioSignature(authToken, url, parameters) of Twilio’s helper makes one.`,
    );
  }
  const heard = names(eventsFilter);
  // A callback without a filter hears of everything; a filter without a callback is nobody's.
  const missing = isOurs && heard.length === 0 ? [] : TASK_EVENTS.filter((name) => !isOurs || !heard.includes(name));
  if (eventCallbackUrl === url && missing.length === 0) return exists(WHAT);
  const filter = isOurs && heard.length > 0 ? [...heard, ...missing] : missing;
  return {
    what: WHAT,
    state: eventCallbackUrl ? 'change' : 'create',
    details: [`${(missing.length > 0 ? missing : TASK_EVENTS).join(', ')} to ${url}`],
    apply: () => workspace.update({ eventCallbackUrl: url, eventsFilter: filter.join(',') }),
  };
}

const names = (filter: string | null | undefined): string[] =>
  (filter ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** @param bases where the Functions are, or have been */
export async function withoutEventCallback(
  account: Pick<Account, 'twilio' | 'configuration'>,
  bases: readonly string[],
): Promise<Step[]> {
  const workspace = workspaceOf(account);
  const { eventCallbackUrl } = await workspace.fetch();
  if (!bases.some((base) => eventCallbackUrl === `${base}/task-events`)) return [];
  return [
    {
      what: WHAT,
      state: 'remove',
      details: ['to whom tasks were offered is no longer kept for the trace'],
      apply: () => workspace.update({ eventCallbackUrl: '', eventsFilter: '' }),
    },
  ];
}
