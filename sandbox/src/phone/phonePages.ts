import path from 'node:path';

import express from 'express';
import type { Request } from 'express';

import { browserScript } from '../host/browserScript';
import { filesOf, formWithFiles } from '../http/formWithFiles';
import { OWN_HOST } from '../http/HostServer';
import type { HostRoutes } from '../http/HostServer';
import { parametersOf } from '../http/parameters';
import type { Parameters } from '../http/parameters';
import { TwilioError } from '../http/TwilioError';
import { PHONE } from '../model/addresses';
import type { Conversation, MessagingType } from '../model/conversations';
import type { Pressed } from '../model/messaging';
import type { World } from '../World';
import { customerOf, customersOf, numberOf } from './customers';
import type { Customer } from './customers';
import { chooserPage, phonePage, phoneUrl } from './phonePage';
import { addressOn, channelsOf, isBetween, threadsOf } from './threads';

const LARGEST_FILE_BYTES = 20 * 1024 * 1024;
const BODIES = [express.urlencoded({ extended: false }), express.json(), formWithFiles(LARGEST_FILE_BYTES)];

function customerFrom(request: Request): Customer {
  // A plus sign that was not encoded arrives as a space.
  const number = parametersOf(request)
    .required('customer')
    .trim()
    .replace(/^(?=\d)/, '+');
  if (!PHONE.test(number)) throw TwilioError.invalid('customer');
  return customerOf(number);
}

function pressedIn(parameters: Parameters): { pressed?: Pressed } {
  const [buttonPayload, listId] = [parameters.text('buttonPayload'), parameters.text('listId')];
  if (buttonPayload !== undefined) return { pressed: { kind: 'button', id: buttonPayload } };
  return listId === undefined ? {} : { pressed: { kind: 'item', id: listId } };
}

/** The customer's phone at `/phone`, and the same for programs under `/sandbox/phone`. */
export function phonePages(world: World): HostRoutes {
  const router = express.Router();
  router.get('/assets/phone.css', (_request, response) => response.sendFile(path.join(__dirname, 'phone.css')));
  router.get('/assets/phone.js', async (_request, response) => {
    response.type('js').send(await browserScript(path.join(__dirname, 'browser/phone.ts')));
  });

  router.get('/phone', (request, response) => {
    if (!parametersOf(request).text('customer')) return void response.send(chooserPage(customersOf(world)));
    const customer = customerFrom(request);
    const threads = threadsOf(world, customer);
    const open = threads.find(({ address }) => address === parametersOf(request).text('to'));
    response.send(phonePage({ customer, threads, open }));
  });

  /** `{customer, threads: [{channel, address, name, messages}]}`; messages as the log keeps them, oldest first. */
  router.get('/sandbox/phone/threads', (request, response) => {
    const customer = customerFrom(request);
    response.json({ customer, threads: threadsOf(world, customer) });
  });

  /**
   * `customer`, `channel`, `to`, `body` and files named `media`, and of a template's button `buttonPayload`, of a list's
   * item `listId` → 201 with the message; a form of the page is led back to the thread.
   */
  router.post('/sandbox/phone/messages', ...BODIES, (request, response) => {
    const customer = customerFrom(request);
    const parameters = parametersOf(request);
    const channel = parameters.required('channel') as MessagingType;
    if (!channelsOf(customer).includes(channel)) throw TwilioError.invalid('channel');
    const to = parameters.required('to');
    const from = addressOn(channel, customer);
    const files = filesOf(request);
    const body = files.length > 0 ? (parameters.text('body') ?? '') : parameters.required('body');
    const { conversations, messaging } = world.services;
    const media = files.map((file) => conversations.addMedia({ ...file, author: from }));
    const message = messaging.receive({ channel, from, to, body, media, ...pressedIn(parameters) });
    if (request.accepts(['json', 'html']) === 'html') return response.redirect(303, phoneUrl(customer, to));
    response.status(201).json(message);
  });

  /** `customer`, `channel`, `to`: the customer has this thread open, so all that came in it is read. */
  router.post('/sandbox/phone/read', ...BODIES, (request, response) => {
    const channel = parametersOf(request).required('channel') as MessagingType;
    const sender = parametersOf(request).required('to');
    world.services.messaging.markRead({ customer: addressOn(channel, customerFrom(request)), sender });
    response.sendStatus(204);
  });

  /**
   * Server-sent events: each message of this customer's phone, when it comes and when its status changes, and an event
   * `read` when somebody has read in one of the customer's conversations.
   */
  router.get('/sandbox/phone/events', (request, response) => {
    const customer = customerFrom(request);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    response.write('retry: 500\n\n');
    const send = ({ message }: { message: World['messageLog'][number] }): void => {
      if (isBetween(message, customer)) response.write(`data: ${JSON.stringify(message)}\n\n`);
    };
    const sendRead = ({ conversation }: { conversation: Conversation }): void => {
      const isTheirs = [...conversation.participants.values()].some(
        ({ messagingBinding }) => messagingBinding && numberOf(messagingBinding.address) === customer.number,
      );
      if (isTheirs) response.write(`event: read\ndata: ${JSON.stringify({ conversationSid: conversation.sid })}\n\n`);
    };
    const endings = [
      world.events.on('messaging.logged', send),
      world.events.on('messaging.updated', send),
      world.events.on('participant.updated', sendRead),
    ];
    response.on('close', () => endings.forEach((end) => end()));
    world.onDispose(() => response.end());
  });

  return { host: OWN_HOST, router };
}
