import type { WebhookDelivery } from '../../../model/webhooks';
import type { Reservation, Task } from '../../../model/taskrouter';
import type { World } from '../../../World';
import { reservationParameters } from './taskRouterParameters';

const TIMEOUT_MS = 5000;

interface Instruction {
  instruction?: unknown;
  activity_sid?: unknown;
}

/**
 * Asks a workflow's `AssignmentCallbackUrl` about each reservation, then its fallback where no proper answer comes.
 * `accept` and `reject` are carried out. Tasks of Interactions are accepted and rejected by their invites alone, and
 * calls are not emulated.
 * https://www.twilio.com/docs/taskrouter/handle-assignment-callbacks
 */
export function followAssignments(world: World): void {
  world.events.on('reservation', ({ name, reservation, task }) => {
    if (name === 'created') void ask(world, reservation, task);
  });
}

async function ask(world: World, reservation: Reservation, task: Task): Promise<void> {
  const { assignmentCallbackUrl, fallbackAssignmentCallbackUrl } = world.workflows.get(task.workflowSid ?? '') ?? {};
  if (!assignmentCallbackUrl) return;
  const parameters = {
    ...reservationParameters(world, reservation, task),
    Timestamp: String(Math.floor(world.clock.now().getTime() / 1000)),
    AccountSid: world.account.sid,
    WorkspaceSid: world.workspace.sid,
  };
  for (const url of [assignmentCallbackUrl, fallbackAssignmentCallbackUrl]) {
    if (!url) continue;
    const answer = await world.services.webhooks.deliver({ kind: 'assignment', url, parameters, timeout: TIMEOUT_MS });
    if (answer.responseStatus !== 200) continue;
    return follow(world, reservation, task, instructionOf(answer));
  }
}

function instructionOf({ responseType, responseBody }: WebhookDelivery): Instruction {
  if (!responseType?.startsWith('application/json')) return {};
  try {
    return (JSON.parse(responseBody) ?? {}) as Instruction;
  } catch {
    // Without an instruction the reservation stays as it is, and whoever asked sees the answer in the log.
    return {};
  }
}

function follow(world: World, reservation: Reservation, task: Task, given: Instruction): void {
  const { taskrouter } = world.services;
  if (reservation.status !== 'pending' || task.attributes['flexInteractionSid'] !== undefined) return;
  if (given.instruction === 'accept') taskrouter.setReservation(reservation.sid, 'accepted');
  if (given.instruction !== 'reject') return;
  taskrouter.setReservation(reservation.sid, 'rejected');
  const { activity_sid: activitySid } = given;
  if (typeof activitySid === 'string' && world.activities.has(activitySid)) {
    taskrouter.setActivity(reservation.workerSid, activitySid);
  }
}
