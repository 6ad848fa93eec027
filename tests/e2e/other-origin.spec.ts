import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import path from 'node:path';

import type * as ConversationsSdk from '@twilio/conversations';

import { websiteUrls } from '../../playwright.config';
import { expect, test } from './contactCentre';

/** What the page that plays the shop knows. */
interface ShopWindow {
  Twilio: { Conversations: typeof ConversationsSdk };
  client?: ConversationsSdk.Client;
  heard: string[];
}

const SDK = path.join(path.dirname(require.resolve('@twilio/conversations/package.json')), 'builds');

/** A website that is not the sandbox's, with Twilio's own SDK on its page and one line for the sandbox. */
const pageOf = (sandbox: string): string => `<!doctype html>
  <title>A shop</title>
  <script src="${sandbox}/redirect.js"></script>
  <script src="/twilio-conversations.min.js"></script>`;

let shop: Server | undefined;
test.afterEach(() => {
  shop?.close();
  shop?.closeAllConnections();
});

test('a website of another origin chats through the sandbox by one script element', async ({ contactCentre }) => {
  const sandbox = new URL(contactCentre.url);
  const functions = `http://localhost:${Number(sandbox.port) + 1}`;
  const website = new URL(websiteUrls[test.info().parallelIndex]!);
  shop = createServer((request, response) => {
    const isPage = request.url === '/';
    response.setHeader('content-type', isPage ? 'text/html' : 'text/javascript');
    response.end(isPage ? pageOf(sandbox.origin) : readFileSync(path.join(SDK, 'twilio-conversations.min.js')));
  });
  await new Promise<void>((resolve) => shop!.listen(Number(website.port), '127.0.0.1', resolve));

  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const page = await contactCentre.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(website.href);

  await test.step('its own functions open the chat, and the SDK connects', async () => {
    const state = await page.evaluate(
      async ({ functions }) => {
        const shopWindow = window as unknown as ShopWindow;
        const answer = await fetch(`${functions}/initWebchat`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ formData: { friendlyName: 'Gita Guest', query: 'Is the red one in stock?' } }),
        });
        const { token, conversationSid } = (await answer.json()) as { token: string; conversationSid: string };
        const client = new shopWindow.Twilio.Conversations.Client(token);
        shopWindow.client = client;
        shopWindow.heard = [];
        client.on('messageAdded', ({ body }) => shopWindow.heard.push(body ?? ''));
        await new Promise((resolve) => client.on('initialized', () => resolve(undefined)));
        await (await client.getConversationBySid(conversationSid)).sendMessage('And the blue one?');
        return client.connectionState;
      },
      { functions },
    );
    expect(state).toBe('connected');
  });

  await test.step('an agent reads it, and the website hears the answer', async () => {
    await alice.accept('And the blue one?');
    await alice.write('It is.');
    await expect.poll(() => page.evaluate(() => (window as unknown as ShopWindow).heard)).toContain('It is.');
  });

  await test.step('a file goes up', async () => {
    await page.evaluate(async () => {
      const { client } = window as unknown as ShopWindow;
      const [conversation] = (await client!.getSubscribedConversations()).items;
      const form = new FormData();
      form.append('file', new Blob(['one two'], { type: 'text/plain' }), 'list.txt');
      await conversation!.sendMessage(form);
    });
    await expect(alice.conversation).toContainText('list.txt');
  });

  expect(asked.filter((url) => /^https?:\/\/[^/]*\.twilio\.com/.test(url))).toEqual([]);
});
