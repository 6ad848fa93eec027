import { en } from '../../src/strings/en';
import { createTranslate } from '../../src/strings/translate';
import { expect, screenshot, test } from './contactCentre';
import type { AgentDesktop } from './pages/AgentDesktop';

const SAM = { name: 'Sam Carter', number: '+12025550143' };
/** One of the settings' origins, and one that is not. */
const CRM = 'http://localhost:8080/crm';
const STRANGER = 'http://localhost:8081/crm';
const say = createTranslate(en);

/** A CRM whose button asks Flex, around it, to write to Sam. */
const crmPage = (body: string): string => `<!doctype html><title>CRM</title><button>Write to Sam</button><script>
  document.querySelector('button').onclick = () => parent.postMessage(${JSON.stringify({
    type: 'messaging-controls:start-conversation',
    channel: 'sms',
    to: SAM.number,
    customerName: SAM.name,
    body,
  })}, '*');
</script>`;

/** Shows a page of a CRM in a frame of Flex, as its CRM container does. */
async function showCrm({ page }: AgentDesktop, url: string, body: string) {
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body: crmPage(body) }));
  await page.evaluate((src) => {
    const frame = document.createElement('iframe');
    Object.assign(frame, { src, title: src, style: 'position: fixed; bottom: 0; left: 0; z-index: 100' });
    document.body.append(frame);
  }, url);
  return page.frameLocator(`iframe[title="${url}"]`).getByRole('button', { name: 'Write to Sam' });
}

test('a CRM of the settings fills the form in; another page does not', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const crm = await showCrm(alice, CRM, 'Your contract ends soon.');
  await crm.click();
  const { panel } = alice;
  await expect(panel.customer).toHaveValue(/202[ )-]*555-?0143|\+12025550143/);
  await panel.showDetails();
  await expect(panel.field('customerName')).toHaveValue(SAM.name);
  await expect(panel.message).toHaveValue('Your contract ends soon.');
  // A form that it is told to fill in it fills in anew, so the stranger's text would stand in it.
  const stranger = await showCrm(alice, STRANGER, 'Buy now!');
  await stranger.click();
  // Nothing goes by itself.
  expect(await contactCentre.conversations()).toHaveLength(0);
  await panel.send();
  await expect(alice.conversation).toContainText('Your contract ends soon.');
});

test('a link to Flex fills the form in, once', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  const parameters = new URLSearchParams({
    startConversation: SAM.number,
    'startConversation.channel': 'whatsapp',
    'startConversation.customerName': SAM.name,
  });
  await alice.page.goto(`/agent-desktop/?${parameters.toString()}`);
  await alice.panel.showDetails();
  await expect(alice.panel.field('customerName')).toHaveValue(SAM.name);
  await expect(alice.panel.select('channel')).toHaveValue('whatsapp');
  await expect(alice.page).not.toHaveURL(/startConversation/);
  expect(await contactCentre.conversations()).toHaveLength(0);
  await alice.page.reload();
  await expect(alice.panel.opener).toBeVisible();
  await expect(alice.panel.root).toBeHidden();
});

test('the customer’s number on a task opens the form for them, and so does the shortcut', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  await alice.page.keyboard.press('Control+Shift+U');
  await expect(alice.panel.root).toBeVisible();
  await alice.panel.close();

  const sam = await contactCentre.phoneOf(SAM.name);
  await sam.openThread('Customer care, SMS');
  await sam.write('Where is my order?');
  await alice.accept('Where is my order?');
  await alice.page.getByRole('button', { name: 'Info', exact: true }).last().click();
  await screenshot(alice.page, 'customer-link');
  await alice.page.getByRole('button', { name: say('messageCustomer', { number: SAM.number }) }).click();
  await expect(alice.panel.customer).toHaveValue(/202[ )-]*555-?0143|\+12025550143/);
  await expect(alice.panel.openConversation).toContainText(en.owner_you);
});
