import type { Twilio } from 'twilio';

import { snapshotOutcome } from '../../../src/contract/queueSnapshot';
import type { TraceAct } from '../../../src/contract/trace';
import type { RequestLog } from '../runtime/RequestLog';
import { attempt } from '../runtime/twilioFailure';
import { readFlexConfiguration } from '../settings/flexConfiguration';

/**
 * How a queue stands as a task enters it, by counts alone: nobody can tell later. Undefined where the settings keep none
 * of it; where Twilio does not tell, the event is kept without it.
 */
export async function queueSnapshot(
  { twilio, log }: { twilio: Twilio; log: RequestLog },
  { queueSid, taskSid, at }: { queueSid: string; taskSid: string; at: string },
): Promise<TraceAct | undefined> {
  const configuration = await readFlexConfiguration(twilio);
  if (configuration.ok && !configuration.value.settings.trace.queueSnapshots) return undefined;
  const counted = configuration.ok
    ? await attempt(() =>
        twilio.taskrouter.v1
          .workspaces(configuration.value.workspaceSid)
          .taskQueues(queueSid)
          .realTimeStatistics()
          .fetch(),
      )
    : undefined;
  if (!counted?.ok) {
    log.addWarning('how the queue stood could not be kept for the trace');
    return undefined;
  }
  const { totalEligibleWorkers, totalAvailableWorkers } = counted.value;
  const counts = { fits: totalEligibleWorkers, available: totalAvailableWorkers };
  return { at, by: 'twilio', act: 'queueState', outcome: snapshotOutcome(counts, queueSid, taskSid) };
}
