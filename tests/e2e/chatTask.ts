import type { ContactCentre } from './contactCentre';

/**
 * A task that the contact centre makes itself: a conversation with a chat guest, and a task that names it. Answers the
 * SIDs of both.
 */
export async function chatTask(
  { twilio, facts }: ContactCentre,
  taskChannel: string,
  attributes: Record<string, unknown>,
): Promise<{ conversationSid: string; taskSid: string }> {
  const service = twilio.conversations.v1.services(facts.chatServiceSid);
  const { sid } = await service.conversations.create({ friendlyName: taskChannel });
  await service.conversations(sid).participants.create({ identity: 'guest' });
  await service.conversations(sid).messages.create({ author: 'guest', body: `Hello from the ${taskChannel}` });
  const task = await twilio.taskrouter.v1.workspaces(facts.workspaceSid).tasks.create({
    workflowSid: facts.workflows[0]?.sid,
    taskChannel,
    attributes: JSON.stringify({ conversationSid: sid, ...attributes }),
  });
  return { conversationSid: sid, taskSid: task.sid };
}
