import { readFile } from 'node:fs/promises';

import axe from 'axe-core';

import { en } from '../../src/strings/en';
import { es } from '../../src/strings/es';
import { ptBR } from '../../src/strings/ptBR';
import { en as words } from '../../src/strings/trace/en';
import { es as palabras } from '../../src/strings/trace/es';
import { ptBR as palavras } from '../../src/strings/trace/ptBR';
import { expect, screenshot, test } from './contactCentre';
import type { ContactCentre } from './contactCentre';
import type { AgentDesktop } from './pages/AgentDesktop';
import { TraceView } from './pages/TraceView';

const SAM = '+12025550143';
/** The Sync service of the Functions. */
const RECORDS = 'Messaging Controls';
const HELLO = 'Hello, is anybody there?';

/** Of the one conversation that there is. */
async function newestMessage(contactCentre: ContactCentre): Promise<string> {
  const [conversation] = await contactCentre.conversations();
  const { messages } = contactCentre.twilio.conversations.v1.conversations(conversation?.sid ?? '');
  const [newest] = await messages.list({ order: 'desc', limit: 1 });
  return newest?.sid ?? '';
}

test('a message that is answered is traced from the open task, and found well', async ({ contactCentre }) => {
  const sue = await contactCentre.signIn('Sue Supervisor');
  await sue.setActivity('Available');
  const sam = await contactCentre.phoneOf('Sam Carter');
  await sam.openThread('Customer care, SMS');
  await sam.write(HELLO);
  await sue.accept(HELLO);
  await sue.write('Yes, we are.');
  await expect(sam.messages.last()).toContainText('Yes, we are.');

  const trace = new TraceView(sue.page);
  await test.step('from the open task', async () => {
    await sue.page.locator('.Twilio-TabHeader', { hasText: /^Info$/ }).click();
    await sue.page.getByRole('button', { name: en.traceTask }).click();
    await expect(trace.field).toHaveValue(/^WT[0-9a-f]{32}$/);
    await expect(trace.status).toHaveText(words.foundFine);
    for (const step of ['interaction', 'task', 'agent', 'answer'] as const) {
      await expect(trace.step(step)).toContainText(words.state_fine);
    }
    const links = trace.step('interaction').getByRole('link', { name: /^Open the conversation of KD/ });
    await expect(links).toHaveAttribute('href', /\/conversations\/CH[0-9a-f]{32}$/);
    const reservation = trace.step('offer').getByRole('link', { name: /^Open the task of WR/ });
    await expect(reservation).toHaveAttribute('href', /\/tasks\/WT[0-9a-f]{32}$/);
    await screenshot(sue.page, 'trace');
  });

  await test.step('by the customer’s number, at the smallest window', async () => {
    await sue.page.setViewportSize({ width: 1024, height: 700 });
    await trace.trace('+1 20');
    await expect(trace.root).toContainText(words.what_number);
    await trace.trace('+1 (202) 555-0143');
    await expect(trace.status).toHaveText(words.foundFine);
    await expect(trace.step('message')).toContainText('SM');
    await expect(trace.root).toContainText(words.delivery_delivered);
    await expect(trace.root).toContainText(words.act_offerAccepted);
    await expect(trace.root).toContainText(words.shown);
    await trace.root.getByText(words.shown).scrollIntoViewIfNeeded();
    await screenshot(sue.page, 'trace-number');
  });

  await test.step('by a link into Twilio’s Console: of the agent, and of what Twilio cannot find alone', async () => {
    const { facts, twilio } = contactCentre;
    const [worker] = await twilio.taskrouter.v1.workspaces(facts.workspaceSid).workers.list({ friendlyName: 'sue' });
    const console = 'https://www.twilio.com/console';
    await trace.trace(`${console}/taskrouter/workspaces/${facts.workspaceSid}/workers/${worker?.sid}`);
    await expect(trace.status).toHaveText(words.foundFine);
    await expect(trace.step('agent')).toContainText('Sue Supervisor');
    await trace.trace(`IM${'0'.repeat(32)}`);
    await expect(trace.step('message')).toContainText(words.cause_messageAlone);
    await expect(trace.step('message')).toContainText(words.fix_messageAlone);
    await screenshot(sue.page, 'trace-alone');
    // One of a conversation that Flex holds is found in it.
    const sid = await newestMessage(contactCentre);
    await trace.trace(sid);
    await expect(trace.status).toHaveText(words.foundFine);
    await expect(trace.step('message')).toContainText(sid);
    await trace.trace(`${console}/billing`);
    await expect(trace.root).toContainText(words.what_link);
  });

  await test.step('from a conversation in Teams View', async () => {
    await sue.page.setViewportSize({ width: 1440, height: 860 });
    await sue.page.getByRole('link', { name: 'Teams' }).click();
    await sue.page.locator('.Twilio-TeamsView').getByText(/0143/).first().click();
    await sue.page.locator('.Twilio-TabHeader', { hasText: /^Info$/ }).click();
    await screenshot(sue.page, 'trace-teams');
    await sue.page.getByRole('button', { name: en.traceTask }).click();
    await expect(trace.field).toHaveValue(/^WT[0-9a-f]{32}$/);
    await expect(trace.status).toHaveText(words.foundFine);
  });

  await test.step('what happens next shows by itself, though nothing was under way', async () => {
    await expect(trace.step('message')).toContainText(words.by_agent);
    await sam.write('Thank you.');
    await expect(trace.step('message')).toContainText(words.by_customer);
  });
});

/** What axe finds within the view. */
async function faults({ page }: AgentDesktop): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run('[aria-labelledby="messaging-controls-trace-title"]')`,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

test('a customer whose task was cancelled is found lost, and given to an agent by the button', async ({
  contactCentre,
}) => {
  const { twilio, facts } = contactCentre;
  const sue = await contactCentre.signIn('Sue Supervisor');
  const sam = await contactCentre.phoneOf('Sam Carter');
  await sam.openThread('Customer care, SMS');
  await sam.write(HELLO);
  const { tasks } = twilio.taskrouter.v1.workspaces(facts.workspaceSid);
  await expect.poll(async () => (await tasks.list()).length).toBe(1);
  const trace = new TraceView(sue.page);
  await trace.link.click();

  await test.step('what is young is under way, and is looked at again by itself', async () => {
    await trace.trace(SAM);
    await expect(trace.step('queue')).toContainText(words.cause_nobodyOnDuty);
    await expect(trace.step('queue')).toContainText(words.state_underWay);
    await contactCentre.advance(2);
    await expect(trace.step('queue')).toContainText(words.state_broken);
  });

  await test.step('the queue’s workers, each with why not', async () => {
    const workers = trace.step('queue').getByRole('list', { name: words.workers });
    await expect(workers).toContainText('Sue Supervisor: activity Offline');
    expect(await faults(sue)).toEqual([]);
    await screenshot(sue.page, 'trace-queue');
  });

  const [task] = await tasks.list();
  // Another system hears of it, so that the customer isn't seen to at once.
  await twilio.taskrouter.v1.workspaces(facts.workspaceSid).update({ eventCallbackUrl: '' });
  await tasks(task?.sid ?? '').update({ assignmentStatus: 'canceled', reason: 'Workflow Timeout' });
  await contactCentre.advance(2);
  await test.step('the broken step says why, and what mends it', async () => {
    await trace.button('lookAgain').click();
    await expect(trace.status).toHaveText('Something is broken. Step: Task.');
    await expect(trace.step('task')).toContainText(words.cause_workflowTimedOut);
    await expect(trace.step('task')).toContainText(words.fix_workflowTimedOut);
    expect(await faults(sue)).toEqual([]);
    await screenshot(sue.page, 'trace-broken');
  });

  await test.step('the report for support names nobody', async () => {
    await sue.page.context().grantPermissions(['clipboard-read', 'clipboard-write', 'notifications']);
    await trace.button('copy').click();
    await expect(trace.root).toContainText(words.copied);
    const report = await sue.page.evaluate(() => navigator.clipboard.readText());
    expect(report).toContain(task?.sid);
    expect(report).toContain('workflowTimedOut');
    expect(report).not.toMatch(/Sam|\d{3} 555|2025550143|anybody/);
  });

  await test.step('the button gives the customer to an agent', async () => {
    await trace.button('mend_answer').click();
    await expect(trace.root).toContainText(words.outcome_handedOver);
    await expect(trace.step('queue')).toContainText(words.state_underWay);
    await expect(trace.root).toContainText(words.act_answer);
    await screenshot(sue.page, 'trace-mended');
    await sue.setActivity('Available');
    await sue.page.getByRole('link', { name: 'Agent Desktop' }).click();
    await sue.accept(HELLO);
  });
});

/** A queue and a workflow that each demand what nobody has. */
async function demand(contactCentre: ContactCentre, targetWorkers: string): Promise<void> {
  const { taskQueues } = contactCentre.twilio.taskrouter.v1.workspaces(contactCentre.facts.workspaceSid);
  const everyone = (await taskQueues.list()).find(({ friendlyName }) => friendlyName === 'Everyone');
  await taskQueues(everyone?.sid ?? '').update({ targetWorkers });
}

const NEEDS = 'klingon or (legal and routing.levels.legal >= 5)';

test('a task that nobody fits: each worker with each alternative, in both themes and at 400 % zoom', async ({
  contactCentre,
}) => {
  const { twilio, facts } = contactCentre;
  const workspace = twilio.taskrouter.v1.workspaces(facts.workspaceSid);
  await demand(
    contactCentre,
    'routing.skills HAS "klingon" OR (routing.skills HAS "legal" AND routing.levels.legal >= 5)',
  );
  const sue = await contactCentre.signIn('Sue Supervisor');
  const sam = await contactCentre.phoneOf('Sam Carter');
  await sam.openThread('Customer care, SMS');
  await sam.write(HELLO);
  await expect.poll(async () => (await workspace.tasks.list()).length).toBe(1);
  await contactCentre.advance(2);
  const trace = new TraceView(sue.page);
  const workers = trace.step('queue').getByRole('list', { name: words.workers });

  await test.step('of the queue’s expression', async () => {
    await trace.link.click();
    await trace.trace(SAM);
    await expect(trace.status).toHaveText('Something is broken. Step: Queue.');
    await expect(trace.step('queue')).toContainText(words.cause_nobodyFits);
    await expect(workers).toContainText(`Sue Supervisor: doesn’t fit the queue, which needs: ${NEEDS}`);
    await expect(trace.step('queue')).toContainText('Queue “Everyone”');
    expect(await faults(sue)).toEqual([]);
    await screenshot(sue.page, 'trace-nobody-fits');
  });

  await test.step('at 400 % zoom nothing is cut off', async () => {
    await sue.page.setViewportSize({ width: 320, height: 256 });
    await trace.button('goToStep').press('Enter');
    await expect(trace.step('queue')).toBeFocused();
    await expect(workers).toBeInViewport();
    const sideways = await trace.root.evaluate((root) => root.scrollWidth - root.clientWidth);
    expect(sideways).toBe(0);
    await screenshot(sue.page, 'trace-zoom-workers');
    await trace.root.evaluate((root) => root.scrollTo(0, 0));
    await screenshot(sue.page, 'trace-zoom');
    await sue.page.setViewportSize({ width: 1440, height: 860 });
  });

  await test.step('of the workflow’s own step', async () => {
    await demand(contactCentre, '1==1');
    const [workflow] = await workspace.workflows.list();
    const [first] = await workspace.taskQueues.list({ friendlyName: 'Everyone' });
    const target = { queue: first?.sid, expression: 'worker.routing.skills HAS "klingon"' };
    const filters = [{ filter_friendly_name: 'All', expression: '1==1', targets: [target] }];
    const configuration = JSON.stringify({ task_routing: { filters } });
    await workspace.workflows(workflow?.sid ?? '').update({ configuration });
    await sam.write('Hello again?');
    const [task] = await workspace.tasks.list();
    await workspace.tasks(task?.sid ?? '').update({ attributes: task?.attributes ?? '{}' });
    await trace.button('lookAgain').click();
    await expect(trace.step('queue')).toContainText(words.cause_stepFitsNobody);
    await expect(workers).toContainText('Sue Supervisor: is in the queue, but the workflow’s step needs: klingon');
    expect(await faults(sue)).toEqual([]);
    await screenshot(sue.page, 'trace-step');
  });

  await test.step('in Portuguese and in the dark', async () => {
    await demand(contactCentre, 'routing.skills HAS "klingon" OR NOT roles HAS "agent" AND roles HAS "lead"');
    await contactCentre.changeConfiguration({ ui_attributes: { language: 'pt-BR', theme: { isLight: false } } });
    const page = await contactCentre.newPage();
    const bob = await contactCentre.signInOn(page, 'Ada Admin', undefined, ptBR);
    const rastro = new TraceView(page, ptBR, palavras);
    await rastro.link.click();
    await rastro.trace(SAM);
    await expect(rastro.step('queue')).toContainText(palavras.cause_nobodyFits);
    await expect(rastro.step('queue')).toContainText('que pede: klingon ou ');
    expect(await faults(bob)).toEqual([]);
    await screenshot(page, 'trace-dark-pt');
    await page.setViewportSize({ width: 320, height: 256 });
    await rastro.step('queue').getByRole('list').scrollIntoViewIfNeeded();
    await screenshot(page, 'trace-dark-pt-zoom');
  });
});

test('a message that failed: its code, why, and the button that writes it again', async ({ contactCentre }) => {
  const sue = await contactCentre.signIn('Sue Supervisor');
  await sue.setActivity('Available');
  await sue.panel.open();
  await sue.panel.send({ to: '+14155559003', message: 'Your parcel is here.' });
  await expect(sue.conversation).toContainText(en.twilio_30003);
  const trace = new TraceView(sue.page);
  await trace.link.click();
  await trace.trace('+14155559003');
  await expect(trace.status).toHaveText('Something is broken. Step: Answer to the customer.');
  await expect(trace.step('answer')).toContainText(words.cause_notDelivered);
  await expect(trace.step('answer').getByRole('link', { name: 'Twilio error 30003' })).toBeVisible();
  await expect(trace.step('answer')).toContainText(en.twilio_30003);
  await expect(trace.button('mend_sendAnew')).toBeVisible();
  expect(await faults(sue)).toEqual([]);
  await screenshot(sue.page, 'trace-failed-top');
  await trace.button('goToStep').click();
  await screenshot(sue.page, 'trace-failed');
});

test('the daily view counts who was left waiting, leads to them, and is exported', async ({ contactCentre }) => {
  const { twilio } = contactCentre;
  const conversationSid = `CH${'0'.repeat(32)}`;
  await test.step('an hour ago somebody wrote, and nobody came', async () => {
    const records = (await twilio.sync.v1.services.list()).find(({ friendlyName }) => friendlyName === RECORDS);
    const { syncLists } = twilio.sync.v1.services(records?.sid ?? '');
    const at = new Date(Date.now() - 3_600_000).toISOString();
    const list = await syncLists.create({ uniqueName: `messaging-controls-day-${at.slice(0, 10)}-0` });
    const data = { at, conversationSid, by: 'twilio', act: 'interaction', outcome: 'KD1' };
    await syncLists(list.sid).syncListItems.create({ data });
  });
  const sue = await contactCentre.signIn('Sue Supervisor');
  const trace = new TraceView(sue.page);
  await trace.link.click();
  await trace.button('daily').click();
  await trace.button('week').click();

  await test.step('figures, and what to mend first', async () => {
    await expect(trace.status).toHaveText(words.toMend);
    await expect(trace.root.getByRole('row', { name: words.dailyStarted })).toHaveText(/1$/);
    await expect(trace.root.getByRole('row', { name: words.dailyWaiting })).toHaveText(/1$/);
    await expect(trace.root.getByRole('listitem').first()).toHaveText(/^Left waiting: 1\./);
    expect(await faults(sue)).toEqual([]);
    await screenshot(sue.page, 'trace-daily');
  });

  await test.step('a file of it', async () => {
    const [file] = await Promise.all([sue.page.waitForEvent('download'), trace.button('exportCsv').click()]);
    expect(file.suggestedFilename()).toBe('messaging-controls-7-days.csv');
    expect(await readFile(await file.path(), 'utf8')).toContain(`"${words.dailyStarted}","1"\r\n`);
  });

  await test.step('another day has nothing', async () => {
    await trace.root.getByLabel(words.dailyDate).fill('2025-01-01');
    await expect(trace.status).toHaveText(words.dailyNothing);
    await trace.button('week').click();
    await expect(trace.status).toHaveText(words.toMend);
  });

  await test.step('the waiting conversation is traced', async () => {
    await trace.root.getByRole('button', { name: conversationSid }).click();
    await expect(trace.field).toHaveValue(conversationSid);
    await expect(trace.step('conversation')).toContainText(words.cause_forgotten);
  });
});

test('by the keyboard, in Spanish and in the dark; failures are told, and agents are refused', async ({
  contactCentre,
}) => {
  await contactCentre.changeConfiguration({ ui_attributes: { language: 'es', theme: { isLight: false } } });
  const page = await contactCentre.newPage();
  await page.setViewportSize({ width: 1024, height: 700 });
  const sue = await contactCentre.signInOn(page, 'Sue Supervisor', undefined, es);
  const trace = new TraceView(page, es, palabras);
  await trace.link.click();
  await expect(trace.field).toBeVisible();

  await test.step('what cannot be traced is said at the field', async () => {
    await trace.field.focus();
    await page.keyboard.type('WT123456789012345678901');
    await page.keyboard.press('Enter');
    await expect(trace.field).toHaveAccessibleDescription(new RegExp(palabras.what_sidLength));
    await expect(trace.field).toBeFocused();
    expect(await faults(sue)).toEqual([]);
    await screenshot(page, 'trace-dark');
  });

  await test.step('a failure says what to do, and what was typed stays', async () => {
    await page.route('**/trace', (route) => route.abort());
    await trace.field.fill(SAM);
    await page.keyboard.press('Enter');
    await expect(trace.root.getByRole('alert')).toContainText(es.error_BACKEND_UNREACHABLE);
    expect(await faults(sue)).toEqual([]);
    await page.unroute('**/trace');
    await trace.root.getByRole('button', { name: es.tryAgain }).focus();
    await page.keyboard.press('Enter');
    await expect(trace.step('message')).toContainText(palabras.cause_nothingReceived);
    await expect(trace.field).toHaveValue(SAM);
    expect(await faults(sue)).toEqual([]);
    await screenshot(page, 'trace-dark-es');
  });

  await test.step('what was found stands while another view is open', async () => {
    await page.locator('.Twilio-SideNav').getByRole('link').first().click();
    await expect(trace.root).toBeHidden();
    await trace.link.click();
    await expect(trace.step('message')).toContainText(palabras.cause_nothingReceived);
  });

  await test.step('the daily view, by the keyboard', async () => {
    await trace.button('daily').focus();
    await page.keyboard.press('Enter');
    await expect(trace.status).toHaveText(/./);
    await expect(trace.root.getByRole('table')).toBeVisible();
    expect(await faults(sue)).toEqual([]);
    await screenshot(page, 'trace-daily-dark-es');
    await trace.button('backToTrace').focus();
    await page.keyboard.press('Enter');
    await expect(trace.field).toHaveValue(SAM);
  });

  await test.step('an agent has no such view', async () => {
    const alice = await contactCentre.signIn('Alice Agent', undefined, es);
    await expect(new TraceView(alice.page, es, palabras).link).toHaveCount(0);
  });
});
