import { consoleLink } from '../../../../../src/components/Trace/consoleLink';

const account = { workspaceSid: 'WS1', chatServiceSid: 'IS1' };
const around = { conversationSid: 'CH1', taskSid: 'WT1' };
const workspace = 'https://www.twilio.com/console/taskrouter/workspaces/WS1';
const conversation = 'https://www.twilio.com/console/conversations/services/IS1/conversations/CH1';

test.each([
  ['CH1', 'own', conversation],
  ['WT1', 'own', `${workspace}/tasks/WT1`],
  ['WW1', 'own', `${workspace}/workflows/WW1`],
  ['KD1', 'conversation', conversation],
  ['UO1', 'conversation', conversation],
  ['KG1', 'conversation', conversation],
  ['IM1', 'conversation', conversation],
  ['WR1', 'task', `${workspace}/tasks/WT1`],
])('%s leads to the page that is its own, or the nearest: %s', (sid, pageOf, href) => {
  expect(consoleLink(sid, [], account, around)).toEqual({ href, pageOf });
});

test('what has neither is no link', () => {
  const nothing = { conversationSid: undefined, taskSid: undefined };
  expect(['KD1', 'WR1', 'MG1'].map((sid) => consoleLink(sid, [], account, nothing))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
