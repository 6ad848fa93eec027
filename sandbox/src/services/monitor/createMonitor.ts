import type { Request } from 'express';

import { TwilioError } from '../../http/TwilioError';
import { page } from '../../http/page';
import { parametersOf } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import type { Alert } from '../../model/alerts';
import type { World } from '../../World';
import type { Monitor } from '../Services';

const HOST = 'monitor.twilio.com';

/** Alerts of Twilio's debugger: what went wrong without anybody being told. https://www.twilio.com/docs/usage/monitor-alert */
export function createMonitor(world: World): Monitor {
  const router = restRouter(world);
  world.routes.push({ host: HOST, router });
  router.get('/v1/Alerts', (request, response) => {
    const newestFirst = world.alerts.filter(wanted(request)).reverse();
    response.json(page(request, 'alerts', newestFirst, (alert) => alertJson(world, alert)));
  });
  router.get('/v1/Alerts/:sid', (request, response) => {
    const alert = world.alerts.find(({ sid }) => sid === request.params.sid);
    if (!alert) throw TwilioError.notFound(request.path);
    const { requestVariables, requestHeaders, responseHeaders, responseBody } = alert;
    response.json({
      ...alertJson(world, alert),
      request_variables: requestVariables,
      request_headers: requestHeaders,
      response_headers: responseHeaders,
      response_body: responseBody,
    });
  });
  return {
    alert: (alert) => {
      world.alerts.push({
        sid: world.random.sid('NO'),
        logLevel: 'error',
        serviceSid: null,
        requestMethod: null,
        requestUrl: null,
        requestVariables: null,
        requestHeaders: null,
        responseHeaders: null,
        responseBody: null,
        dateCreated: world.clock.now(),
        ...alert,
      });
    },
  };
}

/** By level, and by days or moments from `StartDate` up to `EndDate`. */
function wanted(request: Request): (alert: Alert) => boolean {
  const parameters = parametersOf(request);
  const [level, start, end] = ['LogLevel', 'StartDate', 'EndDate'].map((name) => parameters.text(name));
  return ({ logLevel, dateCreated }) =>
    (!level || logLevel === level.toLowerCase()) &&
    (!start || dateCreated.getTime() >= Date.parse(start)) &&
    (!end || dateCreated.getTime() <= Date.parse(end));
}

/** As it stands in a list; by itself an alert also tells the request and the answer. */
function alertJson(world: World, alert: Alert): Record<string, unknown> {
  const date = alert.dateCreated.toISOString();
  return {
    sid: alert.sid,
    account_sid: world.account.sid,
    alert_text: alert.alertText,
    api_version: '2010-04-01',
    date_created: date,
    date_generated: date,
    date_updated: date,
    error_code: String(alert.errorCode),
    log_level: alert.logLevel,
    more_info: `https://www.twilio.com/docs/errors/${alert.errorCode}`,
    request_method: alert.requestMethod,
    request_url: alert.requestUrl,
    resource_sid: alert.resourceSid,
    service_sid: alert.serviceSid,
    url: `https://${HOST}/v1/Alerts/${alert.sid}`,
  };
}
