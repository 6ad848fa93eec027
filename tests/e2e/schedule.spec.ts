import { en } from '../../src/strings/en';
import { expect, screenshot, test } from './contactCentre';

/** In New York, by the number. */
const SAM = { name: 'Sam Carter', number: '+12025550143' };
const ORDERS = '+14155550101';
const TEXT = 'Your order comes today.';
const MINUTE_MS = 60_000;

/** As a field for date and time has it, in New York. */
const inNewYork = (minutesFromNow: number): string => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/New_York',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return format.format(Date.now() + minutesFromNow * MINUTE_MS).replace(' ', 'T');
};

test('a message is scheduled, changed and sent at its time; the reply comes to the agent', async ({
  contactCentre,
}) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const sam = await contactCentre.phoneOf(SAM.name);
  await sam.openThread('Orders, SMS');
  const { panel } = alice;
  const list = panel.root.getByRole('list', { name: en.scheduled });

  await test.step('too soon is refused, and the form is kept', async () => {
    await panel.open();
    await panel.fillIn({ sender: ORDERS, to: SAM.number, name: SAM.name, message: TEXT, mode: 'later' });
    await expect(panel.root).toContainText('Customer’s time (New York)');
    await panel.send({ sendAt: inNewYork(5) });
    await expect(panel.root).toContainText(en.error_SEND_TIME_INVALID);
    await expect(panel.message).toHaveValue(TEXT);
  });

  await test.step('it is scheduled, and listed', async () => {
    await panel.send({ sendAt: inNewYork(120) });
    await expect(panel.notice).toContainText('Scheduled for');
    await panel.button('scheduledOpen').click();
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await expect(list).toContainText(TEXT);
    await expect(list).toContainText('Sam Carter');
    await screenshot(alice.page, 'scheduled');
  });

  await test.step('its text and time are changed', async () => {
    await panel.button('scheduledChange').click();
    // Times of the customer's day are a click away here, too.
    await list
      .getByRole('group')
      .getByRole('button', { name: /^Tomorrow/ })
      .click();
    await expect(list.getByLabel(en.sendAt)).toHaveValue(new RegExp(`^${inNewYork(24 * 60).slice(0, 10)}T`));
    await screenshot(alice.page, 'scheduled-change');
    await list.getByLabel(en.content_text).fill(`${TEXT} About noon.`);
    await list.getByLabel(en.sendAt).fill(inNewYork(20));
    await panel.button('scheduledSave').click();
    await expect(panel.notice).toContainText(en.scheduledChanged);
    await expect(list).toContainText(`${TEXT} About noon.`);
  });

  await test.step('it goes at its time, once', async () => {
    await expect(sam.messages).toHaveCount(0);
    await contactCentre.advance(22);
    await expect(sam.messages).toHaveText([new RegExp(`${TEXT} About noon\\.`)]);
    // The customer may have it before Twilio has told the backend, and the list is asked for when it is opened.
    await expect(async () => {
      await panel.button('backToForm').click();
      await panel.button('scheduledOpen').click();
      await expect(list).toContainText(en.status_sent, { timeout: 2_000 });
    }).toPass();
    await panel.close();
  });

  await test.step('the reply rings at the agent who scheduled it', async () => {
    await sam.write('Thank you!');
    await alice.accept('Thank you!');
    await expect(alice.conversation.or(alice.page.locator('.Twilio-TaskCanvas')).first()).toContainText(TEXT);
    // What Twilio writes for Insights, and what we add.
    await expect
      .poll(() => alice.flex('[...manager.store.getState().flex.worker.tasks.values()][0].attributes.conversations'))
      .toMatchObject({
        communication_channel: 'SMS',
        media: [{ type: 'ChatTranscript' }],
        ...{ direction: 'Outbound', initiated_by: 'Agent', initiative: 'outreach' },
      });
  });
});

test('a scheduled message is cancelled and does not go; the customer can be written to', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const sam = await contactCentre.phoneOf(SAM.name);
  await sam.openThread('Orders, SMS');
  const { panel } = alice;
  await panel.open();
  await panel.fillIn({ sender: ORDERS, to: SAM.number, message: TEXT, mode: 'later', replyTo: 'queue' });
  await expect(panel.root).toContainText('Customer’s time (New York)');
  await panel.send({ sendAt: inNewYork(30) });
  await expect(panel.notice).toContainText('Scheduled for');
  await panel.button('scheduledOpen').click();
  await panel.button('scheduledCancel').click();
  await panel.button('scheduledCancelSure').click();
  await expect(panel.notice).toContainText(en.scheduledCancelled);
  await contactCentre.advance(40);
  await expect(sam.messages).toHaveCount(0);
  await panel.button('backToForm').click();
  await panel.send({ sender: ORDERS, to: SAM.number, message: 'It comes now.', mode: 'now' });
  await expect(alice.conversation).toContainText('It comes now.');
  await expect(sam.messages).toHaveText([/It comes now\./]);
});
