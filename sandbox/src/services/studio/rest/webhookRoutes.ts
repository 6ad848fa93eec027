import express from 'express';

import { TwilioError } from '../../../http/TwilioError';
import { parametersOf } from '../../../http/parameters';
import type { World } from '../../../World';
import type { Executions } from '../Executions';
import type { FlowRegistry } from '../FlowRegistry';

/**
 * The webhook address of each flow, for a number or Messaging Service whose messages are in no conversation: they start
 * the flow, or are the reply that it waits for.
 * https://www.twilio.com/docs/studio/widget-library/trigger-start#incoming-message-trigger
 */
export function webhookRoutes(world: World, flows: FlowRegistry, executions: Executions): void {
  const router = express.Router();
  world.routes.push({ host: 'webhooks.twilio.com', router });
  router.use(express.urlencoded({ extended: false }));
  router.post(`/v1/Accounts/${world.account.sid}/Flows/:sid`, (request, response) => {
    const flow = flows.published(request.params.sid);
    if (!flow) throw TwilioError.notFound(request.path);
    const parameters = parametersOf(request);
    const message = request.body as Record<string, unknown>;
    const contactAddress = parameters.required('From');
    const active = executions.active(flow.sid, contactAddress);
    if (active) executions.receive(active, null, message);
    else {
      executions.start(flow, {
        event: 'incomingMessage',
        contactAddress,
        channelAddress: parameters.required('To'),
        variables: { message },
      });
    }
    response.type('text/xml').send('<?xml version="1.0" encoding="UTF-8"?><Response/>');
  });
}
