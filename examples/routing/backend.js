// A backend that routes customers itself: Twilio tells it of a customer's message, and it makes the agents' task.
const http = require('node:http');

const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token, WORKSPACE_SID, WORKFLOW_SID, PORT = '0' } = process.env;

const account = `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}`;

/** A task for the agents, in which the customer's conversation is. Twilio refuses a second one for a conversation. */
async function makeTask(conversation, customer) {
  const channel = {
    type: 'sms',
    initiated_by: 'customer',
    properties: { media_channel_sid: conversation },
  };
  const routing = {
    properties: {
      workspace_sid: WORKSPACE_SID,
      workflow_sid: WORKFLOW_SID,
      task_channel_unique_name: 'chat',
      attributes: { from: customer, topic: 'orders' },
    },
  };
  const response = await fetch('https://flex-api.twilio.com/v1/Interactions', {
    method: 'POST',
    headers: { authorization: account },
    body: new URLSearchParams({ Channel: JSON.stringify(channel), Routing: JSON.stringify(routing) }),
  });
  if (!response.ok && response.status !== 409) throw new Error(`Twilio answers ${response.status}`);
}

/** The form of a webhook. */
async function formOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

const server = http.createServer(async (request, response) => {
  try {
    const form = await formOf(request);
    if (form.get('Index') === '0') await makeTask(form.get('ConversationSid'), form.get('Author'));
    response.writeHead(204).end();
  } catch (error) {
    response.writeHead(500, { 'content-type': 'text/plain' }).end(error.message);
  }
});

server.listen(Number(PORT), '127.0.0.1', () => console.log(`http://localhost:${server.address().port}`));
