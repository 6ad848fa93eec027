const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { after, before, test } = require('node:test');

const { FLEX_SANDBOX_URL: sandbox, TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token } = process.env;

const SAM = '+12025550143';
const CARE = '+14155550100';

let backend;
let workspace;

const twilio = async (path, form) => {
  const response = await fetch(`${sandbox}/${path}`, {
    method: form ? 'POST' : 'GET',
    headers: { authorization: `Basic ${btoa(`${sid}:${token}`)}` },
    body: form && new URLSearchParams(form),
  });
  assert.ok(response.ok, `${path} answers ${response.status}`);
  return response.json();
};

before(async () => {
  const { workspaceSid, workflowSid } = await (await fetch(`${sandbox}/sandbox`)).json();
  workspace = workspaceSid;
  const env = { ...process.env, WORKSPACE_SID: workspaceSid, WORKFLOW_SID: workflowSid };
  const args = ['--require', 'flex-sandbox/redirect.cjs', 'backend.js'];
  backend = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = await once(backend.stdout, 'data');
  // What an administrator does once: messages to this number are this backend's.
  await twilio(`conversations.twilio.com/v1/Configuration/Addresses/${CARE}`, {
    'AutoCreation.Enabled': 'true',
    'AutoCreation.Type': 'webhook',
    'AutoCreation.WebhookUrl': String(url).trim(),
    'AutoCreation.WebhookFilters': 'onMessageAdded',
  });
});
after(() => backend.kill());

test('a customer who writes becomes a task', async () => {
  const message = { customer: SAM, channel: 'sms', to: CARE, body: 'Where is my order?' };
  await fetch(`${sandbox}/sandbox/phone/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
  });
  let tasks = [];
  while (tasks.length === 0) {
    ({ tasks } = await twilio(`taskrouter.twilio.com/v1/Workspaces/${workspace}/Tasks`));
  }
  const { topic, from } = JSON.parse(tasks[0].attributes);
  assert.deepEqual({ topic, from }, { topic: 'orders', from: SAM });
});
