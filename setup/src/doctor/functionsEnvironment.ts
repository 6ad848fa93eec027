import type { DoctorAccount } from './DoctorAccount';

/** The Serverless environment at this address; undefined where it is none of the account's. */
export async function environmentAt(twilio: DoctorAccount['twilio'], address: string) {
  const { hostname } = new URL(address);
  for (const { sid: serviceSid, uniqueName } of await twilio.serverless.v1.services.list()) {
    const environments = await twilio.serverless.v1.services(serviceSid).environments.list();
    const found = environments.find(({ domainName }) => domainName === hostname);
    if (!found) continue;
    const { sid: environmentSid, domainSuffix, buildSid } = found;
    return { service: uniqueName, serviceSid, environment: domainSuffix ?? '', environmentSid, buildSid };
  }
  return undefined;
}

/** Where Twilio calls the Functions: each checks the signature over the address of PUBLIC_URL, or else over its own. */
export async function publicUrl(twilio: DoctorAccount['twilio'], backendUrl: string): Promise<string> {
  const found = await environmentAt(twilio, backendUrl);
  if (!found) return backendUrl;
  const { variables } = twilio.serverless.v1.services(found.serviceSid).environments(found.environmentSid);
  const variable = (await variables.list()).find(({ key }) => key === 'PUBLIC_URL');
  return variable?.value.replace(/\/+$/, '') || backendUrl;
}
