import type { StudioExecution } from '../../model/studio';
import type { World } from '../../World';

/** Studio's entries in the debugger. https://www.twilio.com/docs/api/errors */
const PROBLEMS = {
  unexpectedEvent: { code: 81002, level: 'warning', message: 'Unexpected event while processing Widget' },
  noMatch: { code: 81005, level: 'warning', message: 'Failed to transition because no match was found' },
  functionNotInvoked: {
    code: 81010,
    level: 'error',
    message: 'There was an internal error while processing a Function',
  },
  messageNotSent: { code: 81011, level: 'error', message: 'Failed to send Message' },
  httpRequestNotMade: {
    code: 81014,
    level: 'error',
    message: 'There was an internal error while processing an HTTP request',
  },
  httpRequestFailed: { code: 81016, level: 'error', message: 'Outbound HTTP request failed' },
  functionFailed: { code: 81017, level: 'error', message: 'Error in Twilio Function Response' },
  notSentToFlex: { code: 20001, level: 'error', message: 'Failed to send to Flex' },
  noConversation: { code: 20001, level: 'error', message: 'There is no conversation for the execution' },
  notEmulated: { code: 20500, level: 'error', message: 'Not emulated' },
} as const;

/** Writes what went wrong in an execution to the debugger; `detail` says more than the code. */
export function report(
  world: World,
  execution: StudioExecution,
  problem: keyof typeof PROBLEMS,
  detail?: string,
): void {
  const { code, level, message } = PROBLEMS[problem];
  world.services.monitor.alert({
    errorCode: code,
    logLevel: level,
    alertText: detail ? `${message}: ${detail}` : message,
    resourceSid: execution.sid,
    serviceSid: execution.flow.sid,
  });
}
