import { en } from '../../src/strings/en';
import { en as words } from '../../src/strings/trace/en';
import { expect, screenshot, test } from './contactCentre';
import { TraceView } from './pages/TraceView';

const HELLO = 'Hello, is anybody there?';

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
    await sue.page.getByTestId('customer-tab-header').click();
    await sue.page.getByRole('button', { name: en.traceTask }).click();
    await expect(trace.field).toHaveValue(/^WT[0-9a-f]{32}$/);
    await expect(trace.status).toHaveText(words.foundFine);
    for (const step of ['interaction', 'task', 'agent', 'answer'] as const) {
      await expect(trace.step(step)).toContainText(words.state_fine);
    }
    await screenshot(sue.page, 'trace');
  });

  await test.step('by the customer’s number, at the smallest window', async () => {
    await sue.page.setViewportSize({ width: 1024, height: 700 });
    await trace.trace('+1 20');
    await expect(trace.root).toContainText(words.what_number);
    await trace.trace('+1 (202) 555-0143');
    await expect(trace.status).toHaveText(words.foundFine);
    await expect(trace.step('message')).toContainText('SM');
    await screenshot(sue.page, 'trace-number');
  });
});
