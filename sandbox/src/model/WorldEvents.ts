import type { Conversation, DeliveryReceipt, Message, Participant } from './conversations';
import type { LoggedMessage } from './messaging';
import type { Reservation, Task, TaskQueue, Worker, WorkerChannel } from './taskrouter';

/** Everything that one service tells the others, by name. */
export interface WorldEvents {
  'conversation.added': { conversation: Conversation };
  'conversation.updated': { conversation: Conversation };
  'conversation.stateUpdated': { conversation: Conversation; from: Conversation['state'] };
  'conversation.removed': { conversation: Conversation };
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
  'worker.added': { worker: Worker };
  'worker.removed': { worker: Worker };
  'worker.activity': { worker: Worker };
  'worker.attributes': { worker: Worker };
  'worker.channel': { worker: Worker; channel: WorkerChannel };
  'taskQueue.updated': { taskQueue: TaskQueue };
  'taskQueue.removed': { taskQueue: TaskQueue };

  /** A message reached a phone, left it, or changed its status. */
  'messaging.logged': { message: LoggedMessage };
  'messaging.updated': { message: LoggedMessage };
}
