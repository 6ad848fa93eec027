import { TwilioError } from '../../../http/TwilioError';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import type { Parameters } from '../../../http/parameters';
import { restRouter } from '../../../http/restRouter';
import { INTERACTION_EVENTS } from '../../../model/webhooks';
import type { InteractionWebhook } from '../../../model/webhooks';
import type { World } from '../../../World';

type Change = Pick<InteractionWebhook, 'url' | 'method' | 'events' | 'friendlyName'>;

/** The documentation names events and method in two ways; the API takes both. */
function changed(before: Change, parameters: Parameters): Change {
  const method = (parameters.text('WebhookMethod') ?? parameters.text('Method') ?? before.method).toUpperCase();
  if (method !== 'GET' && method !== 'POST') throw TwilioError.invalid('WebhookMethod');
  const events = parameters.list('WebhookEvents') ?? parameters.list('Filters') ?? before.events;
  const known: readonly string[] = INTERACTION_EVENTS;
  if (!events.every((event) => known.includes(event))) throw TwilioError.invalid('WebhookEvents');
  const url = parameters.text('WebhookUrl') ?? before.url;
  if (!/^https?:\/\//.test(url)) throw TwilioError.invalid('WebhookUrl');
  return { url, method, events, friendlyName: parameters.text('FriendlyName') ?? before.friendlyName };
}

/** https://www.twilio.com/docs/flex/developer/conversations/register-interactions-webhooks */
export function interactionWebhookRoutes(world: World): void {
  const router = restRouter(world);
  world.routes.push({ host: 'flex-api.twilio.com', router });
  const path = `/v1/Instances/${world.flexInstanceSid}/InteractionWebhooks`;
  const json = (webhook: InteractionWebhook): Record<string, unknown> => ({
    ttid: webhook.ttid,
    account_sid: world.account.sid,
    instance_sid: webhook.instanceSid,
    webhook_url: webhook.url,
    webhook_events: webhook.events,
    webhook_method: webhook.method,
    friendly_name: webhook.friendlyName,
    type: webhook.type,
    url: `https://flex-api.twilio.com${path}/${webhook.ttid}`,
  });
  const fetch = (ttid: string): InteractionWebhook => {
    const webhook = world.interactionWebhooks.get(ttid);
    if (!webhook) throw TwilioError.notFound(`${path}/${ttid}`);
    return webhook;
  };

  router.post(path, (request, response) => {
    const parameters = parametersOf(request);
    parameters.required('WebhookUrl');
    const type = parameters.text('Type') ?? 'global';
    if (type !== 'global' && type !== 'interaction') throw TwilioError.invalid('Type');
    const none: Change = { url: '', method: 'POST', events: [], friendlyName: null };
    const ttid = world.random.sid('flex_interactionwebhook_').slice(0, 'flex_interactionwebhook_'.length + 26);
    const webhook = { ttid, type, instanceSid: world.flexInstanceSid, ...changed(none, parameters) } as const;
    world.interactionWebhooks.set(ttid, { ...webhook });
    response.status(201).json(json(webhook));
  });
  router.get(path, (request, response) => {
    const type = parametersOf(request).text('Type') ?? parametersOf(request).text('type');
    const found = [...world.interactionWebhooks.values()].filter((webhook) => !type || webhook.type === type);
    response.json(page(request, 'data', found, json));
  });
  router.get(`${path}/:ttid`, (request, response) => void response.json(json(fetch(request.params.ttid))));
  router.post(`${path}/:ttid`, (request, response) => {
    const webhook = fetch(request.params.ttid);
    Object.assign(webhook, changed(webhook, parametersOf(request)));
    response.json(json(webhook));
  });
  router.delete(`${path}/:ttid`, (request, response) => {
    world.interactionWebhooks.delete(fetch(request.params.ttid).ttid);
    response.sendStatus(204);
  });
}
