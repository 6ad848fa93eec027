interface Account {
  workspaceSid: string;
  chatServiceSid: string;
}

/** What the trace is about, for what has no page of its own. */
export interface Around {
  conversationSid: string | undefined;
  taskSid: string | undefined;
}

export interface ConsoleLink {
  href: string;
  /** Whose page it is: its own, or the nearest. */
  pageOf: 'own' | 'conversation' | 'task';
}

/**
 * Where Twilio's Console shows what a SID is of. Interactions, their channels and invites, and messages and participants of
 * conversations have no page there that Twilio's documentation names, so the conversation's is linked; nor have
 * reservations, so their task's is: https://www.twilio.com/docs/flex/developer/conversations/interactions-api,
 * https://www.twilio.com/docs/taskrouter/api/reservations. Undefined where there is neither.
 * @param others the SIDs of the same step, for an execution has its page under its flow's
 */
export function consoleLink(
  sid: string,
  others: readonly string[],
  account: Account,
  around: Around,
): ConsoleLink | undefined {
  const own = ownPage(sid, others, account);
  if (own !== undefined) return { href: own, pageOf: 'own' };
  const [nearest, pageOf] = NEAREST[sid.slice(0, 2)] ?? [];
  const near = nearest && around[nearest];
  const href = near && ownPage(near, [], account);
  return href === undefined || pageOf === undefined ? undefined : { href, pageOf };
}

const OF_CONVERSATION = ['conversationSid', 'conversation'] as const;
const NEAREST: Readonly<Record<string, readonly [keyof Around, 'conversation' | 'task']>> = {
  KD: OF_CONVERSATION,
  UO: OF_CONVERSATION,
  KG: OF_CONVERSATION,
  IM: OF_CONVERSATION,
  MB: OF_CONVERSATION,
  WR: ['taskSid', 'task'],
};

function ownPage(sid: string, others: readonly string[], account: Account): string | undefined {
  const workspace = `https://www.twilio.com/console/taskrouter/workspaces/${account.workspaceSid}`;
  const flowSid = others.find((other) => other.startsWith('FW'));
  switch (sid.slice(0, 2)) {
    case 'CH':
      return `https://www.twilio.com/console/conversations/services/${account.chatServiceSid}/conversations/${sid}`;
    case 'SM':
    case 'MM':
      return `https://console.twilio.com/us1/monitor/logs/sms/${sid}`;
    case 'WT':
      return `${workspace}/tasks/${sid}`;
    case 'WQ':
      return `${workspace}/taskqueues/${sid}`;
    case 'WK':
      return `${workspace}/workers/${sid}`;
    case 'WW':
      return `${workspace}/workflows/${sid}`;
    case 'FW':
      return `https://www.twilio.com/console/studio/flows/${sid}`;
    case 'FN':
      return flowSid && `https://www.twilio.com/console/studio/flows/${flowSid}/executions/${sid}`;
    case 'NO':
      return `https://www.twilio.com/console/runtime/debugger/${sid}`;
    default:
      return undefined;
  }
}

export const errorPage = (code: number): string => `https://www.twilio.com/docs/api/errors/${code}`;
