'use strict';
/* global Twilio */
// What a plugin for outbound messages does in public: everything in one function, one call after the other.
const { validator } = require('twilio-flex-token-validator');

exports.handler = async (context, event, callback) => {
  const response = new Twilio.Response();
  response.appendHeader('Access-Control-Allow-Origin', '*');
  try {
    await validator(event.Token, context.ACCOUNT_SID, context.AUTH_TOKEN);
    const client = context.getTwilioClient();
    const { conversations } = client.conversations.v1;
    const { sid } = await conversations.create({ friendlyName: event.to });
    await conversations(sid).participants.create({
      'messagingBinding.address': event.to,
      'messagingBinding.proxyAddress': event.from,
    });
    await client.flexApi.v1.interaction.create({
      channel: { type: 'sms', initiated_by: 'agent', properties: { media_channel_sid: sid } },
      routing: {
        properties: {
          workspace_sid: event.workspaceSid,
          workflow_sid: event.workflowSid,
          queue_sid: event.queueSid,
          worker_sid: event.workerSid,
          task_channel_unique_name: 'sms',
          attributes: { from: event.to, direction: 'outbound', customerName: event.to, customerAddress: event.to },
        },
      },
    });
    await conversations(sid).messages.create({ author: event.identity, body: event.body });
    response.setBody({ ok: true, conversationSid: sid });
  } catch (error) {
    response.setStatusCode(500);
    response.setBody({ ok: false, message: error.message });
  }
  callback(null, response);
};
