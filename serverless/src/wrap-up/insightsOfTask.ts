import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { NO_DISPOSITION } from '../../../src/contract/wrapUp';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';

const taskAttributes = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ conversations: v.fallback(v.record(v.string(), v.unknown()), {}) }),
);

/** Somebody else has changed the task since it was read. https://www.twilio.com/docs/api/errors/20412 */
const CHANGED = 412;
const MOST_TRIES = 3;

type Insights = Record<string, unknown>;

/**
 * Changes what Flex Insights reads of a task, `conversations`, and leaves everything else of it as it stands: Flex and
 * other plugins write there too, so that the update holds for what was read alone. Nothing where `change` answers
 * undefined. https://www.twilio.com/docs/flex/developer/insights/enhance-integration
 */
export async function changeInsights(
  twilio: Twilio,
  { workspaceSid }: FlexConfiguration,
  taskSid: string,
  change: (insights: Insights) => Insights | undefined,
): Promise<Result<undefined, TwilioFailure>> {
  const task = twilio.taskrouter.v1.workspaces(workspaceSid).tasks(taskSid);
  for (let tryNumber = 1; ; tryNumber += 1) {
    const fetched = await attempt(() => task.fetchWithHttpInfo());
    if (!fetched.ok) return fetched;
    const { body, headers } = fetched.value;
    const parsed = v.safeParse(taskAttributes, body.attributes);
    const attributes = parsed.success ? parsed.output : { conversations: {} };
    const conversations = change(attributes.conversations);
    if (!conversations) return success(undefined);
    const { etag } = headers as { etag?: string };
    const updated = await attempt(() =>
      task.update({
        attributes: JSON.stringify({ ...attributes, conversations }),
        ...(etag === undefined ? {} : { ifMatch: etag }),
      }),
    );
    if (updated.ok) return success(undefined);
    // The same once more comes to the same: a lost answer too.
    const isWorthwhile = updated.error.status === CHANGED || updated.error.uncertain;
    if (!isWorthwhile || tryNumber === MOST_TRIES) return updated;
  }
}

/**
 * An agent who is about to be taken out by others never sees the form. What they have saved before stands. They go
 * whether or not this can be noted.
 */
export async function markNoDisposition(
  { twilio, log }: Pick<FunctionCall, 'twilio' | 'log'>,
  configuration: FlexConfiguration,
  taskSid: string | undefined,
): Promise<void> {
  if (!configuration.settings.wrapUp?.dispositions.length || taskSid === undefined) return;
  const marked = await changeInsights(twilio, configuration, taskSid, (insights) =>
    insights['outcome'] ? undefined : { ...insights, outcome: NO_DISPOSITION },
  );
  if (!marked.ok) log.addWarning(`a task without a disposition could not be marked (${marked.error.status})`);
}
