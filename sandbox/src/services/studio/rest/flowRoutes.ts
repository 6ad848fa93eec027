import type { Request } from 'express';

import { TwilioError } from '../../../http/TwilioError';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import { restRouter } from '../../../http/restRouter';
import type { World } from '../../../World';
import type { Executions } from '../Executions';
import type { FlowChange, FlowRegistry } from '../FlowRegistry';
import { flowJson, revisionJson } from './studioJson';

function changeOf(request: Request): FlowChange {
  const parameters = parametersOf(request);
  return {
    status: parameters.required('Status'),
    friendlyName: parameters.text('FriendlyName'),
    definition: parameters.json('Definition'),
    commitMessage: parameters.text('CommitMessage'),
  };
}

/** With what a new flow needs. */
function newFlowOf(request: Request): FlowChange {
  const parameters = parametersOf(request);
  for (const name of ['FriendlyName', 'Status', 'Definition']) parameters.required(name);
  return changeOf(request);
}

/** https://www.twilio.com/docs/studio/rest-api/v2/flow */
export function flowRoutes(world: World, flows: FlowRegistry, executions: Executions): void {
  const router = restRouter(world);
  world.routes.push({ host: 'studio.twilio.com', router });

  router.get('/v2/Flows', (request, response) => {
    response.json(page(request, 'flows', flows.list(), (flow) => flowJson(world, flow, true)));
  });
  router.post('/v2/Flows', (request, response) => {
    response.status(201).json(flowJson(world, flows.create(newFlowOf(request))));
  });
  // Everything is checked, a draft as well. https://www.twilio.com/docs/studio/rest-api/v2/flow-validate
  router.post('/v2/Flows/Validate', (request, response) => {
    const { definition } = newFlowOf(request);
    flows.check('published', definition);
    response.json({ valid: true });
  });
  router.get('/v2/Flows/:sid', (request, response) => {
    response.json(flowJson(world, flows.fetch(request.params.sid)));
  });
  router.post('/v2/Flows/:sid', (request, response) => {
    response.json(flowJson(world, flows.update(request.params.sid, changeOf(request))));
  });
  router.delete('/v2/Flows/:sid', (request, response) => {
    const { sid } = request.params;
    flows.remove(sid);
    for (const execution of executions.list(sid)) executions.remove(execution);
    response.sendStatus(204);
  });
  router.get('/v2/Flows/:sid/Revisions', (request, response) => {
    const newestFirst = flows.revisions(request.params.sid).reverse();
    response.json(page(request, 'revisions', newestFirst, (flow) => revisionJson(world, flow, true)));
  });
  router.get('/v2/Flows/:sid/Revisions/:revision', (request, response) => {
    const { sid, revision } = request.params;
    const all = flows.revisions(sid);
    const found =
      {
        LatestPublished: flows.published(sid),
        LatestRevision: all.at(-1),
      }[revision] ?? all.find((flow) => String(flow.revision) === revision);
    if (!found) throw TwilioError.notFound(request.path);
    response.json(revisionJson(world, found));
  });
}
