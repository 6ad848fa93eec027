const { functionValidator } = require('twilio-flex-token-validator');

/** `POST` with the agent's `Token`: how many tasks no agent has. */
exports.handler = functionValidator(async (context, _event, callback) => {
  const tasks = await context
    .getTwilioClient()
    .taskrouter.v1.workspaces(context.TWILIO_FLEX_WORKSPACE_SID)
    .tasks.list({ assignmentStatus: ['pending'] });
  callback(null, { waiting: tasks.length });
});
