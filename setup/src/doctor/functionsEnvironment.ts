import type { DoctorAccount } from './DoctorAccount';

type Twilio = DoctorAccount['twilio'];

/** A Serverless environment of the account. */
export interface FunctionsEnvironment {
  /** Unique name of the service. */
  service: string;
  serviceSid: string;
  /** Its domain suffix. */
  environment: string;
  environmentSid: string;
  /** Null where nothing is deployed. */
  buildSid: string | null;
  /** The address that Twilio gave it. */
  domainUrl: string;
}

/** The environment that answers at this address: Twilio's own, or PUBLIC_URL; undefined where it is none of the account's. */
export async function environmentAt(twilio: Twilio, address: string): Promise<FunctionsEnvironment | undefined> {
  const { hostname } = new URL(address);
  const all: FunctionsEnvironment[] = [];
  for (const { sid: serviceSid, uniqueName: service } of await twilio.serverless.v1.services.list()) {
    for (const { sid, buildSid, domainName, domainSuffix } of await twilio.serverless.v1
      .services(serviceSid)
      .environments.list()) {
      const environment = {
        service,
        serviceSid,
        environment: domainSuffix ?? '',
        environmentSid: sid,
        buildSid,
        domainUrl: `https://${domainName}`,
      };
      if (domainName === hostname) return environment;
      all.push(environment);
    }
  }
  if (hostname.endsWith('.twil.io')) return undefined;
  for (const environment of all) {
    const url = await publicUrlOf(twilio, environment);
    if (url && URL.canParse(url) && new URL(url).hostname === hostname) return environment;
  }
  return undefined;
}

/** Where Twilio calls the Functions: PUBLIC_URL, or else their own address. */
export async function publicUrl(twilio: Twilio, backendUrl: string): Promise<string> {
  const found = await environmentAt(twilio, backendUrl);
  return (found && (await publicUrlOf(twilio, found))) ?? backendUrl;
}

export async function publicUrlOf(twilio: Twilio, environment: FunctionsEnvironment): Promise<string | undefined> {
  return (await variableOf(twilio, environment, 'PUBLIC_URL'))?.replace(/\/+$/, '') || undefined;
}

/** The Sync service in which the Functions at this address keep their records; undefined for the account's default one. */
export async function syncServiceOf(twilio: Twilio, backendUrl: string): Promise<string | undefined> {
  const found = await environmentAt(twilio, backendUrl);
  return (found && (await variableOf(twilio, found, 'SYNC_SERVICE_SID'))) || undefined;
}

async function variableOf(
  twilio: Twilio,
  { serviceSid, environmentSid }: FunctionsEnvironment,
  name: string,
): Promise<string | undefined> {
  const { variables } = twilio.serverless.v1.services(serviceSid).environments(environmentSid);
  return (await variables.list()).find(({ key }) => key === name)?.value;
}
