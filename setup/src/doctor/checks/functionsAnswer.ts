import { VERSION_HEADER, version } from '../../../../serverless/src/runtime/version';
import type { Step } from '../../Step';
import { exists, wrong } from '../../Step';
import type { DoctorAccount } from '../DoctorAccount';

const ROUTE = 'senders';
const LONGEST_MS = 15_000;

/** Asks a Function without a token, as a page of Flex: it has to refuse, in a form that the page may read. */
export async function functionsAnswer(account: DoctorAccount): Promise<Step[]> {
  const { backendUrl, flexOrigins } = account;
  if (!backendUrl) return [];
  return Promise.all(flexOrigins.map((origin) => answerTo(account, `${backendUrl}/${ROUTE}`, origin)));
}

async function answerTo({ twilio }: DoctorAccount, uri: string, origin: string): Promise<Step> {
  const what = `the Functions answer ${origin}`;
  const { host } = new URL(uri);
  let answer;
  try {
    // By the client that carries no credentials: they are not for a Function to see.
    answer = await twilio.httpClient.request<unknown>({
      method: 'post',
      uri,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: origin },
      data: { Token: '' },
      timeout: LONGEST_MS,
    });
  } catch (error) {
    return wrong(what, `${host} can’t be reached (${(error as Error).message}). Deploy the Functions again.`);
  }
  const { error } = (answer.body ?? {}) as { error?: { code?: unknown } };
  const { headers = {} } = answer as { headers?: Record<string, string | undefined> };
  if (error?.code !== 'TOKEN_REFUSED') {
    return wrong(what, `${host} answered ${answer.statusCode}, and not as our Functions do. Deploy them again.`);
  }
  const deployed = headers[VERSION_HEADER.toLowerCase()];
  const problems = [
    ...(deployed === version
      ? []
      : [`${host} runs version ${deployed ?? 'unknown'}, and this is version ${version}. Deploy the Functions again.`]),
    ...(headers['access-control-allow-origin'] === origin
      ? []
      : [`Pages of ${origin} may not read the answers. Add it to the Functions variable ALLOWED_ORIGINS.`]),
  ];
  return problems.length > 0 ? wrong(what, ...problems) : { ...exists(what), details: [`version ${version}`] };
}
