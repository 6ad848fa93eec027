import type { StudioExecution, StudioFlow, StudioStep } from '../../../model/studio';
import type { World } from '../../../World';
import { restDate } from '../../conversations/ResourceJson';
import { definitionErrors } from '../flowDefinition';

type Json = Record<string, unknown>;

const BASE = 'https://studio.twilio.com/v2/Flows';

/** In lists Twilio leaves out the definition and what it thinks of it. */
export function flowJson(world: World, flow: StudioFlow, isListed = false): Json {
  const url = `${BASE}/${flow.sid}`;
  return {
    ...revisionJson(world, flow, isListed),
    warnings: isListed ? null : [],
    webhook_url: `https://webhooks.twilio.com/v1/Accounts/${world.account.sid}/Flows/${flow.sid}`,
    url,
    links: { revisions: `${url}/Revisions`, test_users: `${url}/TestUsers`, executions: `${url}/Executions` },
  };
}

export function revisionJson(world: World, flow: StudioFlow, isListed = false): Json {
  const errors = definitionErrors(flow.definition);
  return {
    sid: flow.sid,
    account_sid: world.account.sid,
    friendly_name: flow.friendlyName,
    definition: isListed ? null : flow.definition,
    status: flow.status,
    revision: flow.revision,
    commit_message: flow.commitMessage,
    valid: isListed ? null : errors.length === 0,
    errors: isListed ? null : errors,
    date_created: restDate(flow.dateCreated),
    date_updated: restDate(flow.dateUpdated),
    url: `${BASE}/${flow.sid}/Revisions/${flow.revision}`,
  };
}

const executionUrl = ({ sid, flow }: StudioExecution): string => `${BASE}/${flow.sid}/Executions/${sid}`;

export function executionJson(world: World, execution: StudioExecution): Json {
  const url = executionUrl(execution);
  return {
    sid: execution.sid,
    account_sid: world.account.sid,
    flow_sid: execution.flow.sid,
    contact_channel_address: execution.contactAddress,
    // The whole of it is at the link.
    context: {},
    status: execution.status,
    date_created: restDate(execution.dateCreated),
    date_updated: restDate(execution.dateUpdated),
    url,
    links: { steps: `${url}/Steps`, execution_context: `${url}/Context` },
  };
}

export const executionContextJson = (world: World, execution: StudioExecution): Json => ({
  account_sid: world.account.sid,
  flow_sid: execution.flow.sid,
  execution_sid: execution.sid,
  context: execution.context,
  url: `${executionUrl(execution)}/Context`,
});

export function stepJson(world: World, execution: StudioExecution, step: StudioStep): Json {
  const url = `${executionUrl(execution)}/Steps/${step.sid}`;
  return {
    sid: step.sid,
    account_sid: world.account.sid,
    flow_sid: execution.flow.sid,
    execution_sid: execution.sid,
    // That of a subflow.
    parent_step_sid: null,
    name: step.name,
    context: {},
    transitioned_from: step.transitionedFrom,
    transitioned_to: step.transitionedTo,
    type: step.type,
    date_created: restDate(step.dateCreated),
    date_updated: null,
    url,
    links: { step_context: `${url}/Context` },
  };
}

export const stepContextJson = (world: World, execution: StudioExecution, step: StudioStep): Json => ({
  account_sid: world.account.sid,
  flow_sid: execution.flow.sid,
  execution_sid: execution.sid,
  step_sid: step.sid,
  context: step.context,
  url: `${executionUrl(execution)}/Steps/${step.sid}/Context`,
});
