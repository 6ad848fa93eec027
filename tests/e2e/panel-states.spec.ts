import axe from 'axe-core';

import { en } from '../../src/strings/en';
import { es } from '../../src/strings/es';
import { ptBR } from '../../src/strings/ptBR';
import { en as lineEn } from '../../src/strings/lineNote/en';
import { es as lineEs } from '../../src/strings/lineNote/es';
import { ptBR as linePtBR } from '../../src/strings/lineNote/ptBR';
import { en as pastEn } from '../../src/strings/pastConversations/en';
import { es as pastEs } from '../../src/strings/pastConversations/es';
import { ptBR as pastPtBR } from '../../src/strings/pastConversations/ptBR';
import { en as timesEn } from '../../src/strings/sendTimes/en';
import { es as timesEs } from '../../src/strings/sendTimes/es';
import { ptBR as timesPtBR } from '../../src/strings/sendTimes/ptBR';
import type { StringTable } from '../../src/strings/StringTable';
import { expect, screenshot, test } from './contactCentre';
import { sentence } from './sentence';

// Each state of the panel. `npm run panel-states` takes its pictures, in each language, theme and window.
const SAM = { name: 'Sam Carter', number: '+12025550143' };
const MARIA = '+12025550186';
/** A number of the sandbox that messages never reach, and one that has opted out. */
const UNREACHABLE = '+14155559003';
const OPTED_OUT = '+12025550187';
const LANDLINE = '+14155559006';
const CARE = '+14155550100';
const ORDERS = '+14155550101';

const WINDOWS = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 1024, height: 700 },
];
const LANGUAGES: [string, StringTable, Record<'summary' | 'lineType_landline' | 'suggested', string>][] = [
  ['en', en, { ...pastEn, ...lineEn, ...timesEn }],
  ['es', es, { ...pastEs, ...lineEs, ...timesEs }],
  ['pt-BR', ptBR, { ...pastPtBR, ...linePtBR, ...timesPtBR }],
];
const takesPictures = Boolean(process.env['SCREENSHOTS']);
const isUsual = (language: string, isLight: boolean) => (language === 'pt-BR') !== isLight && language !== 'es';

for (const [language, table, parts] of LANGUAGES) {
  for (const isLight of [true, false]) {
    if (!takesPictures && !isUsual(language, isLight)) continue;
    const theme = isLight ? 'light' : 'dark';
    test(`the panel in each of its states, ${language}, ${theme}`, async ({ contactCentre, request }) => {
      test.slow();
      await contactCentre.changeConfiguration({ ui_attributes: { language } });
      await contactCentre.changeSettings({ lineTypes: {} });
      const writes = (customer: string, body: string) =>
        request.post('/sandbox/phone/messages', { data: { customer, channel: 'sms', to: CARE, body } });
      await contactCentre.hasWritten('sms', SAM.number, CARE);
      await writes(OPTED_OUT, 'STOP');
      await contactCentre.closeInteractions();
      const alice = await contactCentre.signIn('Alice Agent', undefined, table);
      const { page, panel } = alice;
      await page.setViewportSize(WINDOWS[0]!);
      await alice.flex(`manager.updateConfig({ theme: { isLight: ${isLight} } })`);

      let count = 0;
      const isState = async (name: string, part = '#messaging-controls-start-conversation') => {
        await test.step(name, async () => {
          count += 1;
          await page.evaluate(axe.source);
          const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(${JSON.stringify(part)})`);
          // An element of Flex's own is Flex's own matter.
          const ours = violations.flatMap(({ id, nodes }) =>
            nodes.filter(({ html }) => !html.includes('class="Twilio')).map(({ html }) => `${id}: ${html}`),
          );
          expect(ours).toEqual([]);
          if (!takesPictures) return;
          for (const size of WINDOWS) {
            await page.setViewportSize(size);
            await screenshot(page, `${String(count).padStart(2, '0')}-${name}-${language}-${theme}-${size.width}`);
          }
          await page.setViewportSize(WINDOWS[0]!);
        });
      };
      const clear = async () => {
        await panel.button('clear').click();
        await expect(panel.customer).toHaveValue('');
      };

      await panel.open();
      await isState('offline');
      await alice.setActivity('Available');
      await expect(panel.notice).toBeHidden();
      await isState('empty');
      await panel.send();
      await expect(panel.root).toContainText(table.error_MESSAGE_EMPTY);
      await isState('everything-missing');
      await panel.send({ to: '+1 202 555', message: 'Hello' });
      await expect(panel.root).toContainText(table.error_NUMBER_INVALID);
      await isState('wrong-number');
      await clear();

      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      await page.route('**/checks', async (route) => {
        await held;
        await route.continue();
      });
      await panel.fillIn({ to: SAM.number, name: SAM.name });
      await panel.button('details').click();
      await expect(panel.root).toContainText(table.checksPending);
      await isState('checks-pending');
      release();
      await expect(panel.root).not.toContainText(table.checksPending);
      await page.unroute('**/checks');
      // Held for long, its answer may not have been waited for.
      await clear();
      await panel.fillIn({ to: SAM.number });
      // There is room for them: nobody has to ask.
      await expect(panel.root.getByRole('button', { name: sentence(parts.summary), expanded: true })).toBeVisible();
      await expect(panel.root).toContainText('Thank you!');
      await isState('customer');
      await panel.fillIn({ mode: 'onReply', message: 'Hello' });
      await isState('on-reply');
      // Twilio schedules from this one.
      await panel.fillIn({ sender: ORDERS, mode: 'later' });
      await panel.button('details').click();
      await panel.root
        .getByRole('group', { name: sentence(parts.suggested) })
        .getByRole('button')
        .first()
        .click();
      await expect(panel.field('sendAt')).not.toHaveValue('');
      await isState('later');
      await panel.fillIn({ sender: CARE, mode: 'now' });
      await panel.button('details').click();
      await panel.choice('content_file').check();
      await panel.root.locator('input[type="file"]').setInputFiles({
        name: 'parcel.png',
        mimeType: 'image/png',
        buffer: Buffer.from(
          'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
          'base64',
        ),
      });
      await expect(panel.root).toContainText(table.fileReady);
      await expect(panel.field('caption')).toHaveValue('Hello');
      await isState('file-with-caption');
      await clear();

      await panel.fillIn({ to: OPTED_OUT });
      await expect(panel.root.getByRole('status').filter({ hasText: 'START' })).toBeVisible();
      await isState('opted-out');
      await clear();
      await panel.fillIn({ to: LANDLINE });
      await panel.message.click();
      await expect(panel.root).toContainText(parts.lineType_landline);
      await isState('landline');
      await clear();
      await panel.fillIn({ channel: 'whatsapp', to: MARIA, message: 'Hello' });
      await expect(panel.root).toContainText(table.windowShutForMessage);
      await isState('window-shut');
      await panel.button('templateChoose').click();
      await panel.fillTemplate('appointment_reminder', { 1: 'Maria', 2: '10:00' });
      await isState('template');
      await clear();

      const lost = new Promise<void>((resolve) => (release = resolve));
      await page.route('**/interactions', async (route) => {
        await lost;
        await route.abort();
      });
      await panel.send({ channel: 'sms', to: MARIA, message: 'Hello' });
      await expect(panel.root.getByRole('status').filter({ hasText: table.sending })).toBeVisible();
      await isState('sending');
      release();
      await expect(panel.root).toContainText(table.uncertain_BACKEND_UNREACHABLE);
      await isState('outcome-unknown');
      await page.unroute('**/interactions');
      await panel.button('startOver').click();
      await panel.send({ to: MARIA, message: 'Hello', mode: 'onReply' });
      await expect(panel.notice).toContainText(sentence(table.sentReplyToMe));
      await isState('sent');
      await panel.fillIn({ to: MARIA });
      await expect(panel.openConversation).toContainText(table.owner_waitsForReply);
      await isState('open-conversation');
      await clear();
      await panel.send({ to: UNREACHABLE, message: 'Hello', mode: 'now' });
      await expect(alice.conversation).toContainText(table.twilio_30003);
      await isState('failed-message', '.Twilio-MessagingCanvas');

      await contactCentre.changeSettings({ quietHours: { from: '00:00', to: '23:59' } });
      await panel.open();
      await panel.fillIn({ sender: ORDERS, to: SAM.number, message: 'Hello' });
      await expect(panel.button('insteadLater')).toBeVisible();
      await isState('quiet-hours');
    });
  }
}
