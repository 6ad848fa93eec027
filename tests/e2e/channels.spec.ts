import { chatTask } from './chatTask';
import { expect, screenshot, test } from './contactCentre';

test('custom channels have their own label, icon and colour, and open as chats', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');

  await test.step('matched by the attribute channelType', async () => {
    await chatTask(contactCentre, 'chat', { channelType: 'kiosk', name: 'Front desk' });
    await expect(alice.tasks.filter({ hasText: 'Kiosk' })).toBeVisible();
    await alice.accept('Hello from the chat');
    await expect(alice.page.getByTestId('customer-tab-header').first()).toHaveText('Kiosk');
    await alice.write('Welcome!');
    await expect(alice.conversation).toContainText('Welcome!');
  });

  await test.step('matched by the task channel', async () => {
    await chatTask(contactCentre, 'community', { name: 'Forum' });
    await expect(alice.tasks.filter({ hasText: 'Community' })).toBeVisible();
    await screenshot(alice.page, 'custom-channels');
    await alice.tasks.filter({ hasText: 'Community' }).click();
    await alice.accept('Hello from the community');
  });

  const colours = await alice.flex<string[]>(
    `[...manager.store.getState().flex.worker.tasks.values()].map((task) => Twilio.Flex.TaskChannels.getForTask(task).colors.main.Accepted)`,
  );
  expect(colours.sort()).toEqual(['#5817bd', '#8a4b08']);
});

test('a supervisor sees custom channels as they are declared, in Teams View and in the canvas', async ({
  contactCentre,
}) => {
  await contactCentre.changeSettings({
    autoAccept: { rules: [{ then: 'accept' }] },
    channels: [
      { name: 'wide', channelType: 'lobby', label: 'Lobby', icon: 'GenericTask' },
      {
        name: 'narrow',
        channelType: 'lobby',
        taskChannelUniqueName: 'community',
        label: 'Lobby forum',
        icon: 'Message',
        characterLimit: 20,
        templates: {
          taskCard: { firstLine: 'Forum: {{task.attributes.topic}}' },
          taskList: { firstLine: 'Forum: {{task.attributes.topic}}', secondLine: 'in {{task.queueName}}' },
          supervisorCanvas: { title: 'Forum of {{task.attributes.name}}' },
        },
      },
      { name: 'chat-sms', channelType: 'taken', label: 'Taken' },
      { name: 'broken', channelType: 'broken', label: 'Broken', templates: { taskCard: { firstLine: '{{#if}}' } } },
    ],
  });
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  await chatTask(contactCentre, 'chat', { channelType: 'lobby', from: 'Hall B' });
  await chatTask(contactCentre, 'community', { channelType: 'lobby', name: 'Robin', topic: 'Bicycles' });
  await expect(alice.tasks.filter({ hasText: 'Lobby · Hall B' })).toBeVisible();
  const narrow = alice.tasks.filter({ hasText: 'Forum: Bicycles' });
  await expect(narrow).toContainText('in Everyone');

  await test.step('the composer keeps to the declared limit', async () => {
    await narrow.click();
    await expect(alice.conversation).toContainText('Hello from the community');
    await alice.conversation.getByRole('textbox').click();
    const send = alice.conversation.getByRole('button', { name: 'Send Message' });
    await alice.page.keyboard.type('x'.repeat(20));
    await expect(send).toBeEnabled();
    await alice.page.keyboard.type('x');
    await expect(send).toBeDisabled();
  });

  const sue = await contactCentre.signIn('Sue Supervisor', '/teams');
  await expect(sue.page.getByText('Lobby · Hall B').first()).toBeVisible();
  await expect(sue.page.getByTestId('notification-message')).toContainText(
    'left out wrong settings (2). First: channels[',
  );
  await sue.page.getByText('Forum: Bicycles').first().click();
  await expect(sue.conversation).toContainText('Hello from the community');
  await expect(sue.page.getByText('Forum of Robin').first()).toBeVisible();
  await screenshot(sue.page, 'custom-channels-supervisor');
});

test('a task with autoAnswer is accepted and selected without a click; one without rings', async ({
  contactCentre,
}) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  await chatTask(contactCentre, 'chat', { channelType: 'kiosk', name: 'Quiet', autoAnswer: 'false' });
  await expect(alice.acceptButton).toBeVisible();
  await chatTask(contactCentre, 'community', { name: 'Urgent', autoAnswer: 'true' });
  await expect(alice.conversation).toContainText('Hello from the community');
  await expect(alice.page).toHaveURL(/\/agent-desktop\/WR/);
  await expect(alice.acceptButton).toBeVisible();
  const statuses = await alice.flex<string[]>(
    `[...manager.store.getState().flex.worker.tasks.values()].map((task) => task.attributes.name + ' ' + task.status)`,
  );
  expect(statuses.sort()).toEqual(['Quiet pending', 'Urgent accepted']);
});

test('a task that was waiting with autoAnswer when the page loaded is accepted', async ({ contactCentre }) => {
  const { twilio, facts } = contactCentre;
  const alicesWorker = facts.workers.find(({ identity }) => identity === 'alice');
  const workspace = twilio.taskrouter.v1.workspaces(facts.workspaceSid);
  const available = (await workspace.activities.list({ friendlyName: 'Available' }))[0];
  await workspace.workers(alicesWorker?.sid ?? '').update({ activitySid: available?.sid });
  await chatTask(contactCentre, 'community', { name: 'Early', autoAnswer: true });
  const alice = await contactCentre.signIn('Alice Agent');
  await expect(alice.conversation).toContainText('Hello from the community');
});

test('an outbound task is accepted by Flex alone, once', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const accepts: string[] = [];
  alice.page.on('request', (request) => {
    const body = request.postData() ?? '';
    if (request.url().includes('/wschannels') && body.includes('/Invites/')) accepts.push(body);
  });
  await alice.panel.open();
  await alice.panel.fillIn({ to: '+12025550143', message: 'Hello' });
  await alice.panel.sendButton.click();
  await expect(alice.conversation).toContainText('Hello');
  expect(accepts).toHaveLength(1);
});

test('a part of the plugin that throws does not take Flex down', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  await alice.panel.open();
  // The state that both parts of the plugin stand on is broken under them.
  await alice.flex(`void Object.defineProperty(manager.store.getState().messagingControls, 'startConversationPanelOpen', {
    get() { throw new Error('broken on purpose'); },
  })`);
  await alice.flex(`void manager.store.dispatch({ type: 'anything' })`);
  await expect(alice.panel.root).toBeHidden();
  await expect(alice.panel.opener).toBeHidden();

  const sam = await contactCentre.phoneOf('Sam Carter');
  await sam.openThread('Customer care, SMS');
  await sam.write('Is anybody there?');
  await alice.accept('Is anybody there?');
});
