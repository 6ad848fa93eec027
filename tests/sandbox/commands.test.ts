import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import type { RunningSandbox } from './startSandbox';
import { startSandbox } from './startSandbox';
import { until } from './until';

/**
 * The commands of Twilio's announcement of Flex Conversations, run by the real curl and the real Twilio CLI, word for
 * word but for the address, the SIDs and the numbers.
 */
const run = promisify(execFile);

const CUSTOMER = '+12025550143';
const OURS = '+14155550100';

let sandbox: RunningSandbox;
let home: string;
let sids: { workspace: string; workflow: string; queue: string; worker: string };

beforeAll(async () => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'twilio-cli-'));
  sandbox = await startSandbox();
  const { world } = sandbox;
  const worker = world.people.get('alice')?.workerSid ?? '';
  sids = {
    workspace: world.workspace.sid,
    workflow: [...world.workflows.keys()][0] ?? '',
    queue: [...world.taskQueues.values()].find(({ friendlyName }) => friendlyName === 'Everyone')?.sid ?? '',
    worker,
  };
  const available = world.services.taskrouter.activityByName('Available');
  world.services.taskrouter.setActivity(worker, available?.sid ?? '');
});

afterAll(async () => {
  await sandbox.close();
  fs.rmSync(home, { recursive: true, force: true });
});

/** Runs a script in bash with the account's SID and token in the environment; answers what curl printed. */
async function bash<T>(script: string): Promise<T> {
  const { stdout } = await run('bash', ['-ec', script.replaceAll('https://', `${sandbox.url}/`)], {
    env: {
      ...process.env,
      TWILIO_ACCOUNT_SID: sandbox.world.account.sid,
      TWILIO_AUTH_TOKEN: sandbox.world.account.authToken,
    },
  });
  return JSON.parse(stdout) as T;
}

const interactionOf = (sid: string) => sandbox.twilio.flexApi.v1.interaction(sid).fetch();

interface MadeInteraction {
  sid: string;
  channel: { sid: string };
  routing: { properties: { sid: string } };
}

const taskOf = ({ routing }: MadeInteraction) =>
  sandbox.twilio.taskrouter.v1.workspaces(sids.workspace).tasks(routing.properties.sid).fetch();

test('the Twilio CLI makes a Conversations address with a webhook', async () => {
  const { account, chatServiceSid } = sandbox.world;
  const { stdout } = await run(
    process.execPath,
    [
      ...[require.resolve('twilio-cli/bin/run'), 'api:conversations:v1:configuration:addresses:create'],
      ...['--friendly-name', 'My Flex SMS Address', '--auto-creation.enabled', '--auto-creation.type', 'webhook'],
      ...['--auto-creation.conversation-service-sid', chatServiceSid],
      ...['--auto-creation.webhook-url', 'https://example.com', '--auto-creation.webhook-method', 'POST'],
      ...['--auto-creation.webhook-filters', 'onParticipantAdded', 'onMessageAdded'],
      ...['--type', 'sms', '--address', '+14155550199', '-o', 'json'],
    ],
    {
      env: {
        ...process.env,
        HOME: home,
        TWILIO_ACCOUNT_SID: account.sid,
        TWILIO_AUTH_TOKEN: account.authToken,
        TWILIO_SANDBOX_URL: sandbox.url,
        NODE_OPTIONS: `--require ${path.resolve('sandbox/redirect.cjs')}`,
      },
    },
  );
  const [made] = JSON.parse(stdout) as [{ sid: string; friendlyName: string }];
  const address = await sandbox.twilio.conversations.v1.addressConfigurations(made.sid).fetch();
  expect(address).toMatchObject({
    type: 'sms',
    address: '+14155550199',
    friendlyName: 'My Flex SMS Address',
    autoCreation: { enabled: true, type: 'webhook', webhook_filters: ['onParticipantAdded', 'onMessageAdded'] },
  });
});

test('an interaction for a customer who has written', async () => {
  const { world } = sandbox;
  const conversation = world.services.conversations.create({});
  world.services.conversations.addParticipant(conversation.sid, {
    messagingBinding: { type: 'sms', address: '+12025550150', proxyAddress: OURS },
  });
  const made = await bash<MadeInteraction>(`
CHANNEL=$(cat << EOF
{
  "initiated_by":"customer",
  "properties":{
     "media_channel_sid":"${conversation.sid}"
  },
  "type":"sms"
}
EOF
)
ROUTING=$(cat << EOF
{
  "properties":{
     "attributes":{
        "from":"+12025550150"
     },
     "task_channel_unique_name":"sms",
     "workflow_sid":"${sids.workflow}",
     "workspace_sid":"${sids.workspace}"
  }
}

EOF
)

curl -sS -X POST https://flex-api.twilio.com/v1/Interactions \
--data-urlencode "Channel=$CHANNEL" \
--data-urlencode "Routing=$ROUTING" \
-u $TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN`);
  expect((await interactionOf(made.sid)).sid).toBe(made.sid);
  const { attributes, taskChannelUniqueName } = await taskOf(made);
  expect(taskChannelUniqueName).toBe('sms');
  expect(JSON.parse(attributes)).toMatchObject({ from: '+12025550150', conversationSid: conversation.sid });
});

test('an interaction from a web form makes the conversation itself', async () => {
  const made = await bash<MadeInteraction>(`
CHANNEL=$(cat << EOF
{
  "initiated_by":"api",
  "participants":[
     {
        "address":"+12025550151",
        "proxy_address":"${OURS}"
     }
  ],
  "type":"sms"
}

EOF
)

ROUTING=$(cat << EOF
{
  "properties":{
     "attributes":{
        "from":"+12025550151",
        "customerName": "Customer Name",
        "customerAddress":"+12025550151"
     },
     "task_channel_unique_name":"sms",
     "workflow_sid":"${sids.workflow}",
     "workspace_sid":"${sids.workspace}"
  }
}
EOF
)

curl -sS -X POST https://flex-api.twilio.com/v1/Interactions \
--data-urlencode "Channel=$CHANNEL" \
--data-urlencode "Routing=$ROUTING" \
-u $TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN`);
  const { attributes } = await taskOf(made);
  const { conversationSid } = JSON.parse(attributes) as { conversationSid: string };
  const participants = await sandbox.twilio.conversations.v1.conversations(conversationSid).participants.list();
  expect(participants.map(({ messagingBinding }) => (messagingBinding as { address: string }).address)).toEqual([
    '+12025550151',
  ]);
});

test('an agent reaches out, by a multipart form; then a second agent is invited', async () => {
  const made = await bash<MadeInteraction>(`
curl -sS --location --request POST 'https://flex-api.twilio.com/v1/Interactions/' \
-u $TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN \
--form 'Routing="{
       \\"properties\\": {
           \\"workspace_sid\\": \\"${sids.workspace}\\",
           \\"workflow_sid\\": \\"${sids.workflow}\\",
           \\"queue_sid\\": \\"${sids.queue}\\",
           \\"worker_sid\\":\\"${sids.worker}\\",
           \\"task_channel_unique_name\\": \\"sms\\",
           \\"attributes\\": {
              \\"customerName\\":\\"Customer name\\",
               \\"customerAddress\\": \\"${CUSTOMER}\\"
           }
       }
   }"' \
--form 'Channel="{
       \\"type\\": \\"sms\\",
       \\"initiated_by\\": \\"agent\\",
       \\"properties\\": {
           \\"type\\": \\"sms\\"
       },
       \\"participants\\": [
           {
               \\"address\\": \\"${CUSTOMER}\\",
               \\"proxy_address\\":\\"${OURS}\\"
           }
       ]
}"'`);
  const reservation = await until(() => sandbox.world.services.taskrouter.reservationOf(made.routing.properties.sid));
  expect(reservation.workerSid).toBe(sids.worker);

  const bob = sandbox.world.people.get('bob')?.workerSid ?? '';
  const invited = await bash<{ sid: string }>(`
ROUTING=$(cat << EOF
{
    "properties": {
        "queue_sid": "${sids.queue}",
        "worker_sid": "${bob}",
        "workflow_sid": "${sids.workflow}",
        "workspace_sid": "${sids.workspace}"
    }
}
EOF
)

curl -sS -X POST https://flex-api.twilio.com/v1/Interactions/${made.sid}/Channels/${made.channel.sid}/Invites \
--data-urlencode "Routing=$ROUTING" \
-u $TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN`);
  expect(invited.sid).toMatch(/^KG[0-9a-f]{32}$/);
});

test('a reminder goes out, and a Studio flow waits for the reply', async () => {
  const flow = [...sandbox.world.studioFlows.values()].find(
    ({ friendlyName }) => friendlyName === 'Messaging flow',
  )?.sid;
  const { sid } = await bash<{ sid: string }>(`
    curl -sS -X POST https://conversations.twilio.com/v1/Conversations \
    --data-urlencode "FriendlyName=My First Custom Chat Conversation" \
    -u $TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN`);
  await bash(`
    curl -sS -X POST https://conversations.twilio.com/v1/Conversations/${sid}/Participants \
    --data-urlencode "MessagingBinding.Address=+12025550152" \
    --data-urlencode "MessagingBinding.ProxyAddress=${OURS}" \
    -u $TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN`);
  await bash(`
    curl -sS -X POST https://conversations.twilio.com/v1/Conversations/${sid}/Webhooks \
    --data-urlencode "Configuration.FlowSid=${flow}" \
    --data-urlencode "Target=studio" \
    -u $TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN`);
  await bash(`
    curl -sS -X POST https://conversations.twilio.com/v1/Conversations/${sid}/Messages \
    --data-urlencode "Author=automator" \
    --data-urlencode "Body=Hello there. This is a reminder" \
    -u $TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN`);
  const [webhook] = await sandbox.twilio.conversations.v1.conversations(sid).webhooks.list();
  expect(webhook?.configuration).toMatchObject({ flow_sid: flow });
  const [sent] = await until(async () => {
    const messages = await sandbox.twilio.messages.list({ to: '+12025550152' });
    return messages.length > 0 && messages;
  });
  expect(sent).toMatchObject({ from: OURS, body: 'Hello there. This is a reminder' });

  sandbox.world.services.messaging.receive({ channel: 'sms', from: '+12025550152', to: OURS, body: 'Thank you' });
  const { tasks } = sandbox.twilio.taskrouter.v1.workspaces(sids.workspace);
  const [task] = await until(async () => {
    const found = await tasks.list({ evaluateTaskAttributes: `conversationSid == "${sid}"` });
    return found.length > 0 && found;
  });
  expect(JSON.parse(task?.attributes ?? '{}')).toMatchObject({ direction: 'inbound', channelType: 'sms' });
});
