import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { isExperimental } from '../../../src/contract/Channel';
import type { Step } from '../Step';
import { exists, wrong } from '../Step';
import type { SetupContext } from '../SetupContext';

/** The flow that addresses of type `direct` lead to. */
export const DIRECT_FLOW = {
  name: 'Messaging Controls: direct to Flex',
  file: path.join(__dirname, '../../studio/direct.json'),
};

/** https://www.twilio.com/docs/studio/rest-api/v2/flow */
export async function studioFlows(context: SetupContext): Promise<Step[]> {
  const { twilio, setup, folder } = context;
  const present = await twilio.studio.v2.flows.list();
  for (const { friendlyName, sid } of present) context.know('flow', friendlyName, sid);
  const isDirect = setup.addresses.some(
    ({ type, autoCreation }) => autoCreation.type === 'direct' && !isExperimental(type),
  );
  const wanted = [...setup.studioFlows, ...(isDirect ? [DIRECT_FLOW] : [])];
  return Promise.all(wanted.map(({ name, file }) => flowStep(context, name, path.resolve(folder, file))));
}

async function flowStep(context: SetupContext, name: string, file: string): Promise<Step> {
  const { twilio } = context;
  const what = `Studio flow ${name}`;
  let definition: object;
  try {
    definition = readDefinition(context, file);
  } catch (error) {
    return wrong(what, `${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const flow = { friendlyName: name, status: 'published' as const, definition };
  const sid = context.sid('flow', name);
  if (!sid) {
    context.know('flow', name);
    return {
      what,
      state: 'create',
      details: [`from ${path.basename(file)}, published`],
      apply: async () => {
        await twilio.studio.v2.flowValidate.update(flow);
        const made = await twilio.studio.v2.flows.create(flow);
        context.know('flow', name, made.sid);
      },
    };
  }
  const now = await twilio.studio.v2.flows(sid).fetch();
  if (now.status === 'published' && isDeepStrictEqual(now.definition, definition)) return exists(what);
  return {
    what,
    state: 'change',
    details: [`a new revision from ${path.basename(file)}`],
    apply: async () => {
      await twilio.studio.v2.flowValidate.update(flow);
      await twilio.studio.v2.flows(sid).update({ ...flow, commitMessage: 'Messaging Controls set-up' });
    },
  };
}

/** The definition with the account's SIDs in it. Throws with a sentence where one is not there. */
function readDefinition(context: SetupContext, file: string): object {
  const text = fs
    .readFileSync(file, 'utf8')
    .replace(/"\{\{(workflow|taskChannel:([\w-]+))\}\}"/g, (_, place: string, channel?: string) => {
      const name = context.setup.workflow?.name;
      const sid = channel ? context.sid('taskChannel', channel) : name && context.sid('workflow', name);
      if (!sid)
        throw new Error(
          `{{${place}}} names nothing: ${channel ? 'there is no such task channel' : 'name a "workflow" in the set-up, and see that it could be made'}.`,
        );
      return JSON.stringify(sid);
    });
  return JSON.parse(text) as object;
}
