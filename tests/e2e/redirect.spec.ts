import type { Page } from '@playwright/test';

import { expect, test } from './contactCentre';

/** Addresses that a page with the redirect asks for, in their order. */
async function watched(page: Page): Promise<string[]> {
  const asked: string[] = [];
  // A page of the sandbox without Flex, so that nothing but the test asks.
  await page.goto('/phone');
  await page.addScriptTag({ url: '/redirect.js' });
  await page.route('**/*', async (route) => {
    const request = route.request();
    asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`.trim());
    await route.fulfill({ body: '', headers: { 'access-control-allow-origin': '*' } });
  });
  return asked;
}

test.describe('what a page asks of Twilio is led to its own origin', () => {
  test('by fetch with a text, a URL and a Request, whose body and headers go along', async ({ page, baseURL }) => {
    const asked = await watched(page);
    const header = page.waitForRequest(/\/c/);
    await page.evaluate(async () => {
      await fetch('https://flex-api.twilio.com/v1/a');
      await fetch(new URL('https://flex-api.twilio.com/v1/b'), { method: 'POST', body: 'text' });
      await fetch(
        new Request('https://flex-api.twilio.com/v1/c', { method: 'POST', body: 'body', headers: { 'x-mine': 'yes' } }),
      );
      await fetch('https://elsewhere.example/d');
    });
    expect(asked).toEqual([
      `GET ${baseURL}/flex-api.twilio.com/v1/a`,
      `POST ${baseURL}/flex-api.twilio.com/v1/b text`,
      `POST ${baseURL}/flex-api.twilio.com/v1/c body`,
      'GET https://elsewhere.example/d',
    ]);
    expect((await header).headers()['x-mine']).toBe('yes');
  });

  test('by XMLHttpRequest', async ({ page, baseURL }) => {
    const asked = await watched(page);
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          const request = new XMLHttpRequest();
          request.open('PUT', 'https://mcs.us1.twilio.com/x?y=1');
          request.onloadend = resolve;
          request.send('text');
        }),
    );
    expect(asked).toEqual([`PUT ${baseURL}/mcs.us1.twilio.com/x?y=1 text`]);
  });

  test('by elements that load, but not by links', async ({ page, baseURL }) => {
    const asked = await watched(page);
    const link = await page.evaluate(() => {
      document.head.append(Object.assign(document.createElement('script'), { src: 'https://sdk.twilio.com/a.js' }));
      const style = document.createElement('link');
      style.setAttribute('rel', 'stylesheet');
      style.setAttribute('href', 'https://assets.twilio.com/b.css');
      document.head.append(style);
      new Image().src = 'https://assets.flex.twilio.com/c.png';
      new Audio('https://media.twiliocdn.com/d.mp3').load();
      const anchor = document.createElement('a');
      anchor.setAttribute('href', 'https://flex.twilio.com/e');
      return anchor.href;
    });
    await expect.poll(() => asked.length).toBe(4);
    expect([...asked].sort()).toEqual([
      `GET ${baseURL}/assets.flex.twilio.com/c.png`,
      `GET ${baseURL}/assets.twilio.com/b.css`,
      `GET ${baseURL}/media.twiliocdn.com/d.mp3`,
      `GET ${baseURL}/sdk.twilio.com/a.js`,
    ]);
    expect(link).toBe('https://flex.twilio.com/e');
  });

  test('by WebSocket and window.open', async ({ page, baseURL }) => {
    await watched(page);
    const opened = page.waitForEvent('popup');
    const socketUrl = await page.evaluate(() => {
      window.open('https://media.us1.twilio.com/ME1');
      const socket = new WebSocket('wss://tsock.us1.twilio.com/v3/wsconnect');
      socket.close();
      return socket.url;
    });
    expect(socketUrl).toBe(`${baseURL?.replace('http', 'ws')}/tsock.us1.twilio.com/v3/wsconnect`);
    await (await opened).waitForURL(`${baseURL}/media.us1.twilio.com/ME1`);
  });
});
