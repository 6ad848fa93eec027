import { TwilioError } from '../../../http/TwilioError';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import type { Parameters } from '../../../http/parameters';
import type { ScopedWebhook } from '../../../model/conversations';
import type { RestContext } from './RestContext';

type Configuration = ScopedWebhook['configuration'];

/** What is not given is left out, so that an update keeps what was. */
function configurationOf(parameters: Parameters): Configuration {
  const method = parameters.text('Configuration.Method')?.toUpperCase();
  if (method !== undefined && method !== 'GET' && method !== 'POST') throw TwilioError.invalid('Configuration.Method');
  const configuration: Configuration = {
    url: parameters.text('Configuration.Url'),
    method,
    filters: parameters.list('Configuration.Filters'),
    triggers: parameters.list('Configuration.Triggers'),
    flowSid: parameters.text('Configuration.FlowSid'),
    replayAfter: parameters.integer('Configuration.ReplayAfter'),
  };
  return Object.fromEntries(Object.entries(configuration).filter(([, value]) => value !== undefined));
}

/** https://www.twilio.com/docs/conversations-classic/api/conversation-scoped-webhook-resource */
export function webhookRoutes({ router, json, conversations, webhooks }: RestContext): void {
  const path = '/Conversations/:conversationSid/Webhooks';

  router.post(path, (request, response) => {
    const parameters = parametersOf(request);
    const conversation = conversations.fetch(request.params.conversationSid);
    const webhook = webhooks.create(conversation, parameters.required('Target'), configurationOf(parameters));
    response.status(201).json(json(request).webhook(webhook));
  });
  router.get(path, (request, response) => {
    const all = [...conversations.fetch(request.params.conversationSid).webhooks.values()];
    response.json(page(request, 'webhooks', all, (webhook) => json(request).webhook(webhook)));
  });
  router.get(`${path}/:sid`, (request, response) => {
    const { conversationSid, sid } = request.params;
    response.json(json(request).webhook(webhooks.fetch(conversations.fetch(conversationSid), sid)));
  });
  router.post(`${path}/:sid`, (request, response) => {
    const { conversationSid, sid } = request.params;
    const change = configurationOf(parametersOf(request));
    response.json(json(request).webhook(webhooks.update(conversations.fetch(conversationSid), sid, change)));
  });
  router.delete(`${path}/:sid`, (request, response) => {
    webhooks.remove(conversations.fetch(request.params.conversationSid), request.params.sid);
    response.sendStatus(204);
  });
}
