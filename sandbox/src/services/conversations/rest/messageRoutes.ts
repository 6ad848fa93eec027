import { TwilioError } from '../../../http/TwilioError';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import type { RestContext } from './RestContext';

/** https://www.twilio.com/docs/conversations-classic/api/conversation-message-resource */
export function messageRoutes({ router, json, conversations, messages, media }: RestContext): void {
  const path = '/Conversations/:conversationSid/Messages';

  router.post(path, (request, response) => {
    const parameters = parametersOf(request);
    const message = messages.add(request.params.conversationSid, {
      author: parameters.text('Author'),
      body: parameters.text('Body'),
      attributes: parameters.text('Attributes'),
      media: media.forMessage(parameters.list('MediaSid') ?? []),
      contentSid: parameters.text('ContentSid'),
      contentVariables: parameters.text('ContentVariables'),
    });
    response.status(201).json(json(request).message(message));
  });
  router.get(path, (request, response) => {
    const all = [...conversations.fetch(request.params.conversationSid).messages];
    if (parametersOf(request).text('Order') === 'desc') all.reverse();
    response.json(page(request, 'messages', all, (message) => json(request).message(message)));
  });
  router.get(`${path}/:sid`, (request, response) => {
    const { conversationSid, sid } = request.params;
    response.json(json(request).message(messages.fetch(conversations.fetch(conversationSid), sid)));
  });
  router.post(`${path}/:sid`, (request, response) => {
    const { conversationSid, sid } = request.params;
    const parameters = parametersOf(request);
    const message = messages.update(conversations.fetch(conversationSid), sid, {
      author: parameters.text('Author'),
      body: parameters.text('Body'),
      attributes: parameters.text('Attributes'),
    });
    response.json(json(request).message(message));
  });
  router.delete(`${path}/:sid`, (request, response) => {
    messages.remove(conversations.fetch(request.params.conversationSid), request.params.sid);
    response.sendStatus(204);
  });

  // https://www.twilio.com/docs/conversations-classic/api/receipt-resource
  router.get(`${path}/:messageSid/Receipts`, (request, response) => {
    const { conversationSid, messageSid } = request.params;
    const message = messages.fetch(conversations.fetch(conversationSid), messageSid);
    response.json(
      page(request, 'delivery_receipts', message.receipts, (receipt) => json(request).receipt(message, receipt)),
    );
  });
  router.get(`${path}/:messageSid/Receipts/:sid`, (request, response) => {
    const { conversationSid, messageSid, sid } = request.params;
    const message = messages.fetch(conversations.fetch(conversationSid), messageSid);
    const receipt = message.receipts.find((one) => one.sid === sid);
    if (!receipt) throw TwilioError.notFound(request.path);
    response.json(json(request).receipt(message, receipt));
  });
}
