import type { Conversation, DeliveryReceipt, Message, Participant, ScopedWebhook } from './conversations';
import type { Interaction, InteractionParticipant } from './interactions';
import type { LoggedMessage } from './messaging';
import type { StudioExecution } from './studio';
import type { Reservation, Task, TaskQueue, Worker, WorkerChannel, Workflow } from './taskrouter';
import type { InteractionEventName, WebhookDelivery } from './webhooks';

/** Everything that one service tells the others, by name. */
export interface WorldEvents {
  'conversation.added': { conversation: Conversation };
  'conversation.updated': { conversation: Conversation };
  'conversation.stateUpdated': {
    conversation: Conversation;
    from: Conversation['state'];
    /** A request, a timer, or a message that woke it. */
    reason: 'API' | 'TIMER' | 'EVENT';
  };
  'conversation.removed': { conversation: Conversation };
  'conversation.webhookAdded': { conversation: Conversation; webhook: ScopedWebhook };
  'participant.added': { conversation: Conversation; participant: Participant };
  'participant.updated': { conversation: Conversation; participant: Participant };
  'participant.removed': { conversation: Conversation; participant: Participant };
  'message.added': { conversation: Conversation; message: Message };
  'message.updated': { conversation: Conversation; message: Message };
  'message.removed': { conversation: Conversation; message: Message };
  'delivery.updated': { conversation: Conversation; message: Message; receipt: DeliveryReceipt };

  /** `name` is TaskRouter's own event type without its prefix: created, updated, completed, canceled, wrapup … */
  task: { name: string; task: Task };
  /** created, accepted, rejected, timeout, canceled, rescinded, wrapup, completed. */
  reservation: { name: string; reservation: Reservation; task: Task };
  /** A task on its way through a workflow. */
  'task.routing': {
    name:
      | 'workflow.entered'
      | 'workflow.target-matched'
      | 'workflow.timeout'
      | 'task-queue.entered'
      | 'task-queue.moved'
      | 'task-queue.timeout';
    task: Task;
    /** The name of the workflow's filter that matched. */
    filter?: string;
  };
  workflow: { name: 'created' | 'updated' | 'deleted'; workflow: Workflow };
  'worker.added': { worker: Worker };
  'worker.removed': { worker: Worker };
  'worker.activity': { worker: Worker };
  'worker.attributes': { worker: Worker };
  'worker.channel': { worker: Worker; channel: WorkerChannel };
  'taskQueue.updated': { taskQueue: TaskQueue };
  'taskQueue.removed': { taskQueue: TaskQueue };

  /** By Twilio's own names; `participant` where it is about one, `error` where the channel could not be made. */
  interaction: {
    name: InteractionEventName;
    interaction: Interaction;
    participant?: InteractionParticipant;
    error?: { code: number; message: string };
  };

  /** A webhook's last try is over. */
  webhook: { delivery: WebhookDelivery };

  /** A message reached a phone, left it, or changed its status. */
  'messaging.logged': { message: LoggedMessage };
  'messaging.updated': { message: LoggedMessage };

  /** An execution of a flow began or ended. */
  'studio.execution': { execution: StudioExecution };
}
