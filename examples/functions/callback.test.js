const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const { before, test } = require('node:test');

const { FLEX_SANDBOX_URL: sandbox, TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token } = process.env;

/** Where the functions answer. On Twilio it is https://<domain>/callback. */
let callback;
let workspace;

/** twilio-run remembers to which service of an account it has deployed; a sandbox begins anew each time. */
function forgetDeployment() {
  const file = '.twiliodeployinfo';
  if (!fs.existsSync(file)) return;
  const known = Object.entries(JSON.parse(fs.readFileSync(file, 'utf8')));
  const others = known.filter(([account]) => !account.startsWith(sid));
  fs.writeFileSync(file, JSON.stringify(Object.fromEntries(others)));
}

before(async () => {
  forgetDeployment();
  const { workspaceSid, workflowSid } = await (await fetch(`${sandbox}/sandbox`)).json();
  workspace = workspaceSid;
  // The deployment that Twilio gets, by the same client.
  const deploy = [
    'deploy',
    '--username',
    sid,
    '--password',
    token,
    '--override-existing-project',
    '--output-format',
    'json',
    '--env',
    '.env.example',
    '--load-system-env',
  ];
  const env = {
    ...process.env,
    NODE_OPTIONS: '--require flex-sandbox/redirect.cjs',
    WORKSPACE_SID: workspaceSid,
    WORKFLOW_SID: workflowSid,
  };
  const { domain } = JSON.parse(execFileSync('twilio-run', deploy, { env, encoding: 'utf8' }));
  callback = `${sandbox}/${domain}/callback`;
});

const post = (url, body) => fetch(url, { method: 'POST', body: new URLSearchParams(body) });

const task = async (taskSid) => {
  const url = `${sandbox}/taskrouter.twilio.com/v1/Workspaces/${workspace}/Tasks/${taskSid}`;
  return (await fetch(url, { headers: { authorization: `Basic ${btoa(`${sid}:${token}`)}` } })).json();
};

test('who wants to be called becomes a task', async () => {
  const response = await post(callback, { name: 'Sam', phone: '+12025550143' });
  assert.equal(response.status, 200);
  const { attributes } = await task((await response.json()).task);
  assert.deepEqual(JSON.parse(attributes), { type: 'callback', name: 'Sam', phone: '+12025550143' });
});

test('a number that is none is refused', async () => {
  assert.equal((await post(callback, { name: 'Sam', phone: '555' })).status, 400);
});

test('where TaskRouter fails, the visitor is told that nothing was kept', async () => {
  const faults = `${sandbox}/sandbox/faults`;
  await fetch(faults, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ host: 'taskrouter', status: 503 }),
  });
  const response = await post(callback, { name: 'Sam', phone: '+12025550143' });
  await fetch(faults, { method: 'DELETE' });
  assert.equal(response.status, 503);
  assert.match((await response.json()).error, /not kept/);
});
