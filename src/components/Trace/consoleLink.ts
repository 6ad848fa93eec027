interface Account {
  workspaceSid: string;
  chatServiceSid: string;
}

/**
 * Where Twilio's Console shows what a SID is of; undefined where it has no page for it. `others`: the SIDs of the same step,
 * for an execution has its page under its flow's.
 */
export function consoleLink(sid: string, others: readonly string[], account: Account): string | undefined {
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
