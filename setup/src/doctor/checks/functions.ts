import { dependencies, version } from '../../../../serverless/package.json';
import type { Step } from '../../Step';
import { exists, note, wrong } from '../../Step';
import type { DoctorAccount } from '../DoctorAccount';
import { environmentAt } from '../functionsEnvironment';

const RUNTIMES = ['node20', 'node22'];
const DEPLOY = 'Deploy the Functions again.';

/** What is deployed behind `backendUrl`. Of variables the names alone are read out. */
export async function functions({ twilio, backendUrl, settings }: DoctorAccount): Promise<Step[]> {
  if (!backendUrl) {
    const remedy = 'Deploy the Functions, then run the setup: it writes their address into the settings.';
    return [wrong('Functions', 'The settings have no "backendUrl", so agents can’t start conversations.', remedy)];
  }
  const { hostname } = new URL(backendUrl);
  const found = await environmentAt(twilio, backendUrl);
  if (!found) {
    if (hostname.endsWith('.twil.io')) {
      return [wrong(`Functions at ${hostname}`, `The account has no such environment. ${DEPLOY}`)];
    }
    return [note(`Functions at ${hostname}`, 'It’s no address of Twilio’s, so what is deployed there can’t be told.')];
  }
  const what = `Functions ${found.service}`;
  const { builds, environments } = twilio.serverless.v1.services(found.serviceSid);
  const variables = await environments(found.environmentSid).variables.list();
  const names = variables.map(({ key }) => key);
  return [
    found.buildSid
      ? deployed(what, await builds(found.buildSid).fetch())
      : wrong(what, `Nothing is deployed. ${DEPLOY}`),
    ...missingVariables(names, settings),
    ...(names.includes('SYNC_SERVICE_SID') ? [] : [UNGUARDED]),
    note(`${what}: variables`, names.sort().join(', ') || 'none'),
  ];
}

interface Build {
  status: string;
  runtime: string;
  dependencies: { name: string; version: string }[];
}

/** https://www.twilio.com/docs/serverless/api/resource/build */
function deployed(what: string, { status, runtime, dependencies: installed }: Build): Step {
  const others = Object.entries(dependencies).flatMap(([name, wanted]) => {
    const present = installed.find((one) => one.name === name)?.version;
    return present === wanted ? [] : [`${name} is ${present ?? 'missing'}, and version ${version} needs ${wanted}.`];
  });
  const problems = [
    ...(status === 'completed' ? [] : [`Its build is ${status}.`]),
    ...(RUNTIMES.includes(runtime) ? [] : [`It runs on ${runtime}, and needs ${RUNTIMES.join(' or ')}.`]),
    ...others,
  ];
  return problems.length > 0 ? wrong(what, ...problems, DEPLOY) : { ...exists(what), details: [runtime] };
}

const UNGUARDED = wrong(
  'Functions variable SYNC_SERVICE_SID',
  'The Functions keep opt-outs and claims in the default Sync service, where an agent’s browser can write.',
  'Run the setup: it makes a service of their own and moves the records.',
);

function missingVariables(names: readonly string[], settings: DoctorAccount['settings']): Step[] {
  const needed = {
    CONTACT_FORM_ORIGINS: settings?.contactRequests && 'contactRequests',
    WEBCHAT_ORIGINS: settings?.webChat && 'webChat',
    API_KEY: settings?.webChat && 'webChat',
    API_SECRET: settings?.webChat && 'webChat',
  };
  return Object.entries(needed).flatMap(([name, setting]) =>
    setting && !names.includes(name)
      ? [
          wrong(
            `Functions variable ${name}`,
            `The setting "${setting}" needs it. Add it to "functions" of the set-up file.`,
          ),
        ]
      : [],
  );
}
