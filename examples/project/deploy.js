const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const FOLDER = path.join(__dirname, 'serverless-functions');

/**
 * Deploys the functions and writes their domain into the Flex Configuration: what the project's own pipeline does with
 * an account. Resolves with the domain.
 */
exports.deploy = async (sandbox) => {
  const { accountSid, authToken, workspaceSid } = await (await fetch(`${sandbox}/sandbox`)).json();
  // twilio-run remembers to which service it has deployed, and a sandbox begins anew each time.
  fs.rmSync(path.join(FOLDER, '.twiliodeployinfo'), { force: true });
  const login = ['--username', accountSid, '--password', authToken, '--override-existing-project'];
  const folders = ['--functions-folder', 'src/functions', '--env', '.env.example', '--load-system-env'];
  const deployed = execFileSync('twilio-run', ['deploy', ...login, ...folders, '--output-format', 'json'], {
    cwd: FOLDER,
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_OPTIONS: `--require ${require.resolve('flex-sandbox/redirect.cjs')}`,
      TWILIO_FLEX_WORKSPACE_SID: workspaceSid,
    },
  });
  const { domain } = JSON.parse(deployed);

  const configuration = `${sandbox}/flex-api.twilio.com/v1/Configuration`;
  const headers = {
    authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}`,
    'content-type': 'application/json',
  };
  const { ui_attributes: attributes } = await (await fetch(configuration, { headers })).json();
  attributes.custom_data.serverless_functions_domain = domain;
  const body = JSON.stringify({ account_sid: accountSid, ui_attributes: attributes });
  const written = await fetch(configuration, { method: 'POST', headers, body });
  if (!written.ok) throw new Error(`The Flex Configuration was not written: ${written.status}`);
  return domain;
};
