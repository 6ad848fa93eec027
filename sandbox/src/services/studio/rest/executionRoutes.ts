import type { Request } from 'express';

import { TwilioError } from '../../../http/TwilioError';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import { restRouter } from '../../../http/restRouter';
import type { StudioExecution, StudioStep } from '../../../model/studio';
import type { World } from '../../../World';
import type { Executions } from '../Executions';
import type { FlowRegistry } from '../FlowRegistry';
import { executionContextJson, executionJson, stepContextJson, stepJson } from './studioJson';

/** https://www.twilio.com/docs/studio/rest-api/v2/execution */
export function executionRoutes(world: World, flows: FlowRegistry, executions: Executions): void {
  const router = restRouter(world);
  world.routes.push({ host: 'studio.twilio.com', router });
  const path = '/v2/Flows/:flowSid/Executions';
  const toJson = (execution: StudioExecution) => executionJson(world, execution);

  router.post(path, (request, response) => {
    response.status(201).json(toJson(create(flows, executions, request.params.flowSid, request)));
  });
  router.get(path, (request, response) => {
    const { sid } = flows.fetch(request.params.flowSid);
    response.json(page(request, 'executions', executions.list(sid).filter(wanted(request)), toJson));
  });
  router.get(`${path}/:sid`, (request, response) => {
    response.json(toJson(executions.fetch(request.params.flowSid, request.params.sid)));
  });
  router.post(`${path}/:sid`, (request, response) => {
    const execution = executions.fetch(request.params.flowSid, request.params.sid);
    if (parametersOf(request).required('Status') !== 'ended') throw TwilioError.invalid('Status');
    executions.end(execution);
    response.json(toJson(execution));
  });
  router.delete(`${path}/:sid`, (request, response) => {
    executions.remove(executions.fetch(request.params.flowSid, request.params.sid));
    response.sendStatus(204);
  });
  router.get(`${path}/:sid/Context`, (request, response) => {
    const { flowSid, sid } = request.params;
    response.json(executionContextJson(world, executions.fetch(flowSid, sid)));
  });
  router.get(`${path}/:sid/Steps`, (request, response) => {
    const execution = executions.fetch(request.params.flowSid, request.params.sid);
    const newestFirst = [...execution.steps].reverse();
    response.json(page(request, 'steps', newestFirst, (step) => stepJson(world, execution, step)));
  });
  router.get(`${path}/:sid/Steps/:stepSid`, (request, response) => {
    const { flowSid, sid, stepSid } = request.params;
    const execution = executions.fetch(flowSid, sid);
    response.json(stepJson(world, execution, stepOf(execution, stepSid)));
  });
  router.get(`${path}/:sid/Steps/:stepSid/Context`, (request, response) => {
    const { flowSid, sid, stepSid } = request.params;
    const execution = executions.fetch(flowSid, sid);
    response.json(stepContextJson(world, execution, stepOf(execution, stepSid)));
  });
}

/** The REST API trigger. Throws a 409 where an execution of this contact is active. */
function create(flows: FlowRegistry, executions: Executions, flowSid: string, request: Request): StudioExecution {
  const parameters = parametersOf(request);
  const { sid } = flows.fetch(flowSid);
  const to = parameters.required('To');
  const from = parameters.required('From');
  const data = parameters.json('Parameters') ?? {};
  const flow = flows.published(sid);
  if (!flow) throw new TwilioError(400, 20001, `Flow ${sid} is not published`);
  const active = executions.active(sid, to);
  if (active) throw new TwilioError(409, 20409, `Execution ${active.sid} is already active for this contact`);
  return executions.start(flow, {
    event: 'incomingRequest',
    contactAddress: to,
    channelAddress: from,
    variables: { request: { to, from, parameters: data } },
    data,
  });
}

function wanted(request: Request): (execution: StudioExecution) => boolean {
  const parameters = parametersOf(request);
  const from = Date.parse(parameters.text('DateCreatedFrom') ?? '');
  const to = Date.parse(parameters.text('DateCreatedTo') ?? '');
  return ({ dateCreated }) =>
    (Number.isNaN(from) || dateCreated.getTime() >= from) && (Number.isNaN(to) || dateCreated.getTime() <= to);
}

function stepOf({ steps, sid }: StudioExecution, stepSid: string): StudioStep {
  const step = steps.find((one) => one.sid === stepSid);
  if (!step) throw TwilioError.notFound(`/Executions/${sid}/Steps/${stepSid}`);
  return step;
}
