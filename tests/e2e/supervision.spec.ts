import { readFile } from 'node:fs/promises';

import axe from 'axe-core';

import { en } from '../../src/strings/en';
import { en as words } from '../../src/strings/conversations/en';
import { en as startFor } from '../../src/strings/startFor/en';
import { en as teams } from '../../src/strings/teams/en';
import { es as teamsEs } from '../../src/strings/teams/es';
import { expect, screenshot, test } from './contactCentre';
import type { ContactCentre } from './contactCentre';
import type { AgentDesktop } from './pages/AgentDesktop';
import type { Phone } from './pages/Phone';

const HELLO = 'Hello, is anybody there?';
const REASON = 'Alice’s shift is over.';
const OFFER = 'We have the part that you asked for.';

/** The view "Conversations". */
const viewOf = ({ page }: AgentDesktop) => page.getByRole('region', { name: en.conversations, exact: true });
const linkTo = ({ page }: AgentDesktop) => page.getByRole('link', { name: en.conversations });
const section = (of: AgentDesktop, name: 'live' | 'unowned' | 'audit') =>
  viewOf(of)
    .getByRole('button', { name: words[`section_${name}`], exact: true })
    .click();

async function faults({ page }: AgentDesktop): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run('[aria-labelledby="messaging-controls-conversations-title"]')`,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** In both themes. */
async function expectNoFaults(desktop: AgentDesktop): Promise<void> {
  expect(await faults(desktop)).toEqual([]);
  await desktop.flex(`manager.updateConfig({ theme: { isLight: false } })`);
  expect(await faults(desktop)).toEqual([]);
}

async function samWrites(contactCentre: ContactCentre): Promise<Phone> {
  const sam = await contactCentre.phoneOf('Sam Carter');
  await sam.openThread('Customer care, SMS');
  await sam.write(HELLO);
  return sam;
}

test('a supervisor sees who waits at whom, reassigns from the list, and reads who did what', async ({
  contactCentre,
}) => {
  const alice = await contactCentre.signIn('Alice Agent');
  const bob = await contactCentre.signIn('Bob Agent');
  await alice.setActivity('Available');
  const sam = await samWrites(contactCentre);
  await alice.accept(HELLO);
  const sue = await contactCentre.signIn('Sue Supervisor');
  const view = viewOf(sue);
  const row = view.getByRole('row').filter({ hasText: '0143' });

  await test.step('who has it, and how long the customer waits', async () => {
    await contactCentre.advance(7);
    await linkTo(sue).click();
    await expect(row).toContainText('Alice Agent');
    await expect(row).toContainText('SMS');
    await expect(row).toContainText(words.state_withAgent);
    // The clock goes on meanwhile.
    await expect(row).toContainText(/[7-9] min · 1 unanswered/);
    await expect(row).toContainText(words.silent);
    await screenshot(sue.page, 'conversations');
  });

  await test.step('narrowed to what waits, and to what nobody has', async () => {
    const agent = view.getByRole('combobox', { name: words.who, exact: true });
    await agent.selectOption({ label: words.who_unowned });
    await expect(row).toHaveCount(0);
    await agent.selectOption({ label: 'Agent silent for 5 min' });
    await expect(row).toHaveCount(1);
    await view.getByRole('combobox', { name: words.waitsLonger }).selectOption({ label: '15 min' });
    await expect(row).toHaveCount(0);
    await view.getByRole('combobox', { name: words.waitsLonger }).selectOption({ label: '5 min' });
    await expect(row).toHaveCount(1);
  });

  await test.step('reassigned from the list; the agent stays until the colleague is there', async () => {
    await bob.setActivity('Available');
    await row.getByRole('button').first().press('Enter');
    // Flex marks it as read once its window is looked at.
    await expect(view).toContainText(/Not read yet: 1 of 1 messages\.|Alice Agent: all read, not answered\./);
    await screenshot(sue.page, 'conversations-acts');
    await view.getByRole('button', { name: words.reassign }).click();
    await view.getByRole('combobox', { name: 'Colleague or queue' }).selectOption({ label: 'Bob Agent · Available' });
    await view.getByRole('combobox', { name: 'Kind of reason' }).selectOption({ label: words.reason_shift });
    await view.getByLabel(/Reason/).fill(REASON);
    await screenshot(sue.page, 'conversations-reassign');
    await view.getByRole('button', { name: 'Reassign conversation' }).click();
    await expect(view).toContainText('The conversation is being reassigned.');
    await expect(alice.page.getByText(REASON).first()).toBeVisible();
    await bob.accept(HELLO);
    await expect(alice.tasks).toHaveCount(0);
    await expect(row).toContainText('Bob Agent');
  });

  await test.step('an answer ends the wait', async () => {
    await bob.write('Bob here.');
    await expect(sam.messages.last()).toContainText('Bob here.');
    await view.getByRole('combobox', { name: words.waitsLonger }).selectOption({ label: words.any });
    await view.getByRole('combobox', { name: words.who, exact: true }).selectOption({ label: words.who_all });
    await view.getByRole('button', { name: words.lookAgain }).click();
    await expect(row.getByRole('cell').last()).toHaveText('–');
  });

  await test.step('started for a colleague, who gets it and reads who began it', async () => {
    const { panel } = sue;
    await panel.open();
    await panel.fillIn({ to: '+14155550144', message: OFFER });
    await panel.showDetails();
    const whom = panel.root.getByRole('combobox', { name: startFor.startForWhom });
    await expect(whom.getByRole('option', { name: 'Ada Admin' })).toBeDisabled();
    await whom.selectOption({ label: 'Bob Agent · Available' });
    await expect(panel.root).toContainText('Bob Agent can take it now.');
    await screenshot(sue.page, 'start-for');
    await sue.page.evaluate(axe.source);
    const { violations } = await sue.page.evaluate<axe.AxeResults>(`axe.run('#messaging-controls-start-conversation')`);
    expect(violations.map(({ id }) => id)).toEqual([]);
    await panel.sendButton.click();
    await expect(panel.notice).toContainText('The conversation is with Bob Agent now.');
    await screenshot(sue.page, 'start-for-sent');
    await panel.close();
    await expect(bob.conversation).toContainText(OFFER);
    await expect(bob.conversation).toContainText('Sue Supervisor started this conversation for you.');
    // A screen reader is told by a copy of it.
    await expect(
      bob.page
        .getByTestId('notification-message')
        .getByText(/^Sue Supervisor started a conversation with .* for you\.$/),
    ).toBeVisible();
    await screenshot(bob.page, 'started-for');
  });

  await test.step('the audit names who, what, whose and the kind of reason, and is exported', async () => {
    await section(sue, 'audit');
    const entry = view.getByRole('row').filter({ hasText: words.act_reassign });
    await expect(entry).toContainText('Sue Supervisor');
    await expect(entry).toContainText('Alice Agent → Bob Agent');
    await expect(entry).toContainText(words.reason_shift);
    await expect(view.getByRole('row').filter({ hasText: words.act_startFor })).toContainText('Bob Agent');
    await expect(view).not.toContainText(REASON);
    await screenshot(sue.page, 'conversations-audit');
    const download = sue.page.waitForEvent('download');
    await view.getByRole('button', { name: words.exportCsv }).click();
    const csv = await readFile(await (await download).path(), 'utf8');
    expect(csv).toMatch(
      /"reassign","CH[0-9a-f]{32}","WK[0-9a-f]{32}","Alice Agent","WK[0-9a-f]{32}","Bob Agent","shift",""/,
    );
    await expectNoFaults(sue);
    await screenshot(sue.page, 'conversations-audit-dark');
  });

  await test.step('opened in Teams View', async () => {
    await section(sue, 'live');
    await row.getByRole('button').first().click();
    await expectNoFaults(sue);
    await screenshot(sue.page, 'conversations-dark');
    await view.getByRole('button', { name: words.openInTeams }).click();
    await expect(sue.page.locator('.Twilio-TabHeader', { hasText: 'People' }).first()).toBeVisible();
  });
});

test('a customer whom no agent has is found, and given to an agent, from the view', async ({ contactCentre }) => {
  const { twilio, facts } = contactCentre;
  const sue = await contactCentre.signIn('Sue Supervisor');
  await samWrites(contactCentre);
  const { tasks } = twilio.taskrouter.v1.workspaces(facts.workspaceSid);
  await expect.poll(async () => (await tasks.list()).length).toBe(1);
  const [task] = await tasks.list();
  // Another system hears of it, so that the customer isn't seen to at once.
  await twilio.taskrouter.v1.workspaces(facts.workspaceSid).update({ eventCallbackUrl: '' });
  await tasks(task?.sid ?? '').update({ assignmentStatus: 'canceled', reason: 'Workflow Timeout' });
  await contactCentre.advance(3);

  await sue.page.setViewportSize({ width: 1024, height: 700 });
  await linkTo(sue).click();
  await section(sue, 'unowned');
  const view = viewOf(sue);
  const row = view.getByRole('row').filter({ hasText: '0143' });
  await expect(row).toContainText(words.why_unanswered);
  await screenshot(sue.page, 'conversations-unowned');
  await expectNoFaults(sue);
  await screenshot(sue.page, 'conversations-unowned-dark');
  await row.getByRole('button', { name: words.mend_answer }).click();
  await expect(view).toContainText(words.outcome_handedOver);
  await expect(row).toHaveCount(0);
  await sue.page.getByRole('link', { name: 'Agent Desktop' }).click();
  await sue.setActivity('Available');
  await sue.accept(HELLO);

  await test.step('what the janitor did, and the audit of the button', async () => {
    await linkTo(sue).click();
    await view.getByRole('button', { name: words.sweep }).click();
    await expect(view).toContainText(/It has run|less than five minutes ago/);
    await section(sue, 'audit');
    await expect(view.getByRole('row').filter({ hasText: words.act_answer })).toContainText('Sue Supervisor');
  });
});

test('an agent has no such view, and the backend refuses them', async ({ contactCentre, request }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await expect(alice.page.getByRole('link', { name: 'Agent Desktop' })).toBeVisible();
  await expect(linkTo(alice)).toHaveCount(0);
  const Token = await alice.flex<string>('manager.store.getState().flex.session.ssoTokenPayload.token');
  const forms = { supervision: { act: 'unowned' }, audit: { day: '2026-11-30' } };
  for (const [route, form] of Object.entries(forms)) {
    const answer = await request.post(`${contactCentre.backendUrl}/${route}`, {
      form: { ...form, Token },
      headers: { origin: contactCentre.url },
    });
    expect(answer.status()).toBe(403);
    expect(await answer.json()).toMatchObject({ error: { code: 'SUPERVISOR_ONLY' } });
  }
});

test('columns of Teams View tell who has how much, whose customer waits longest, and who is being asked', async ({
  contactCentre,
}) => {
  const alice = await contactCentre.signIn('Alice Agent');
  const bob = await contactCentre.signIn('Bob Agent');
  await alice.setActivity('Available');
  const sam = await samWrites(contactCentre);
  await alice.accept(HELLO);
  await sam.write('Please!');
  await expect(alice.conversation).toContainText('Please!');
  await contactCentre.advance(7);
  await bob.setActivity('Available');
  const sue = await contactCentre.signIn('Sue Supervisor', '/teams');
  const table = sue.page.locator('.Twilio-WorkersDataTable');
  const cell = (name: string, column: 'load' | 'wait' | 'offered') =>
    table.getByRole('row').filter({ hasText: name }).locator(`.Twilio-DataTable-Cell-messaging-controls-${column}`);
  const header = (name: string) => table.locator('th').filter({ hasText: name });
  const names = () => table.locator('tbody tr td:first-child').allInnerTexts();

  await test.step('load by channel, and the longest wait', async () => {
    await expect(cell('Alice Agent', 'load')).toHaveText('SMS 1');
    await expect(cell('Alice Agent', 'wait')).toHaveText('7 min · 2 unanswered');
    await expect(cell('Bob Agent', 'load')).toHaveText('–');
    await expect(cell('Bob Agent', 'wait')).toHaveText('–');
    await expect(cell('Bob Agent', 'offered')).toHaveText('–');
  });
  await test.step('whose code only whoever opens Teams View loads', async () => {
    const loaded = ({ page }: AgentDesktop) =>
      page.evaluate(
        () => performance.getEntriesByType('resource').filter(({ name }) => /\/teams\.[^/]*js/.test(name)).length,
      );
    expect([await loaded(alice), await loaded(sue)]).toEqual([0, 1]);
  });
  await test.step('what rings at a colleague by an invitation', async () => {
    await alice.openPeople();
    await alice.people.getByRole('button', { name: 'Invite colleague or queue' }).click();
    await alice.people
      .getByRole('combobox', { name: 'Colleague or queue' })
      .selectOption({ label: 'Bob Agent · Available' });
    await alice.people.getByRole('button', { name: 'Send invitation' }).click();
    await expect(cell('Bob Agent', 'offered')).toHaveText('1 by invitation');
    await screenshot(sue.page, 'teams-columns');
  });
  await test.step('sorted by the longest wait', async () => {
    await header(teams.wait).click();
    await expect.poll(async () => (await names())[0]).toContain('Alice Agent');
    await header(teams.wait).click();
    await expect.poll(async () => (await names()).at(-1)).toContain('Alice Agent');
    await header(teams.load).click();
    await expect.poll(async () => (await names())[0]).toContain('Alice Agent');
  });
  await test.step('on a small screen', async () => {
    await sue.page.setViewportSize({ width: 1024, height: 700 });
    await expect(cell('Alice Agent', 'wait')).toBeVisible();
    await screenshot(sue.page, 'teams-columns-small');
    await table.getByText(/0143/).first().click();
    await screenshot(sue.page, 'teams-columns-small-open');
    await expect(cell('Alice Agent', 'load')).toHaveText('SMS 1');
    await sue.page.setViewportSize({ width: 1440, height: 900 });
  });
  await test.step('an answer ends the wait', async () => {
    await alice.page
      .locator('.Twilio-TabHeader', { hasText: 'SMS' })
      .or(alice.page.locator('.Twilio-TabHeader', { hasText: 'Chat' }))
      .first()
      .click();
    await alice.write('Here I am.');
    await expect(sam.messages.last()).toContainText('Here I am.');
    await sue.page.goto('/teams');
    await expect(cell('Alice Agent', 'load')).toHaveText('SMS 1');
    await expect(cell('Alice Agent', 'wait')).toHaveText('–');
  });
  await test.step('in Spanish and the dark theme', async () => {
    await contactCentre.changeConfiguration({ ui_attributes: { language: 'es' } });
    await sue.page.reload();
    await expect(header(teamsEs.wait)).toBeVisible();
    await expect(cell('Alice Agent', 'wait')).toHaveText('–');
    await sue.flex(`manager.updateConfig({ theme: { isLight: false } })`);
    await screenshot(sue.page, 'teams-columns-es-dark');
  });
  await test.step('without them where the settings say so', async () => {
    await contactCentre.changeSettings({ supervision: { columns: false } });
    const later = sue.page.waitForResponse(/later\.[^/]*js/);
    await sue.page.reload();
    await later;
    await expect(table).toContainText('Alice Agent');
    await expect(header(teamsEs.wait)).toHaveCount(0);
  });
});
