import { DEPLOY_COMMANDS } from '../deployCommands';
import type { Step } from '../Step';
import { compare, wrong } from '../Step';
import type { SetupContext } from '../SetupContext';
import { moveRecords, recordsLeft, SYNC_SERVICE } from './syncService';

/** Tells the Functions which Sync service is ours. */
const SYNC_VARIABLE = 'SYNC_SERVICE_SID';

/** The Functions' environment variables. Values are never shown. https://www.twilio.com/docs/serverless/api/resource/variable */
export async function functionsEnvironment(context: SetupContext): Promise<Step[]> {
  const { twilio, setup, webhooksUrl, domainUrl } = context;
  if (!setup.functions) return [];
  const { service, environment, variables } = setup.functions;
  const found = await findEnvironment(twilio, setup.functions);
  // Where `backendUrl` names a domain of one's own, Twilio is led there too, and signs for it.
  const ownDomain: Record<string, string> = webhooksUrl && webhooksUrl !== domainUrl ? { PUBLIC_URL: webhooksUrl } : {};
  const wanted = Object.entries({ ...ownDomain, ...variables });
  const syncServiceSid = context.sid('syncService', SYNC_SERVICE);
  const whatOf = (key: string): string => `Functions variable ${key}`;
  if (!found && context.sid('functions', service)) {
    return [...wanted.map(([key]) => key), SYNC_VARIABLE].map((key) => ({
      what: whatOf(key),
      state: 'create',
      details: [],
    }));
  }
  if (!found) {
    return [
      wrong(
        `Functions ${service}, ${environment}`,
        `They are not deployed. Run ${DEPLOY_COMMANDS.map((command) => `\`${command}\``).join(', then ')}.`,
      ),
    ];
  }
  const { variables: list } = twilio.serverless.v1.services(found.serviceSid).environments(found.environmentSid);
  const present = await list.list();
  const stepOf = ([key, value]: [string, string]): Step => {
    const what = whatOf(key);
    const variable = present.find((one) => one.key === key);
    if (!variable) return { what, state: 'create', details: [], apply: () => list.create({ key, value }) };
    const step = compare(what, { value: variable.value }, { value }, () =>
      twilio.serverless.v1
        .services(found.serviceSid)
        .environments(found.environmentSid)
        .variables(variable.sid)
        .update({ value }),
    );
    return { ...step, details: step.state === 'change' ? ['another value'] : [] };
  };
  const steps = wanted.map(stepOf);
  if (syncServiceSid === undefined || SYNC_VARIABLE in variables) return steps;
  const step = stepOf([SYNC_VARIABLE, syncServiceSid]);
  const left = await recordsLeft(twilio);
  if (left === 0) return [...steps, step];
  const move: Step = {
    what: step.what,
    state: step.state === 'create' ? 'create' : 'change',
    details: [...step.details, `${left} records move out of the default Sync service`],
    // Copied before the Functions look there, and what came meanwhile after it: no opt-out is ever missing.
    apply: async () => {
      await moveRecords(twilio, syncServiceSid, { remove: false });
      await step.apply?.();
      await moveRecords(twilio, syncServiceSid, { remove: true });
    },
  };
  return [...steps, move];
}

/** The environment that was deployed, and the address of the Functions in it. */
export async function findEnvironment(
  twilio: SetupContext['twilio'],
  { service, environment }: { service: string; environment: string },
): Promise<{ serviceSid: string; environmentSid: string; url: string; buildSid: string | null } | undefined> {
  const services = await twilio.serverless.v1.services.list();
  const serviceSid = services.find(({ uniqueName }) => uniqueName === service)?.sid;
  if (!serviceSid) return undefined;
  const environments = await twilio.serverless.v1.services(serviceSid).environments.list();
  const found = environments.find(
    ({ domainSuffix, uniqueName }) => (domainSuffix ?? '') === environment || uniqueName === environment,
  );
  return (
    found && {
      serviceSid,
      environmentSid: found.sid,
      url: `https://${found.domainName}`,
      buildSid: found.buildSid,
    }
  );
}
