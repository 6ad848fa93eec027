/* global Twilio */

/** `POST /callback`, with `name` and `phone`: a visitor of the website wants to be called, which is a task for Flex. */
exports.handler = async (context, { name, phone }, callback) => {
  const response = new Twilio.Response();
  if (!/^\+\d{7,15}$/.test(phone ?? '')) {
    response.setStatusCode(400).setBody({ error: 'Give your number with its country code: +12025550143.' });
    return callback(null, response);
  }
  try {
    const { sid } = await context
      .getTwilioClient()
      .taskrouter.v1.workspaces(context.WORKSPACE_SID)
      .tasks.create({
        workflowSid: context.WORKFLOW_SID,
        attributes: JSON.stringify({ type: 'callback', name, phone }),
      });
    response.setBody({ task: sid });
  } catch (error) {
    console.error('no task was made', error.status, error.code);
    response.setStatusCode(503).setBody({ error: 'Your request was not kept. Please try again.' });
  }
  return callback(null, response);
};
