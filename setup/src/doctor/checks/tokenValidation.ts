import type { Step } from '../../Step';
import { exists, wrong } from '../../Step';
import type { DoctorAccount } from '../DoctorAccount';

/**
 * Where the Functions ask whether an agent's Flex token is valid: it has to refuse one that is none.
 * https://www.twilio.com/docs/flex/developer/plugins/call-functions#validate-the-flex-token
 */
export async function tokenValidation({ twilio }: DoctorAccount): Promise<Step[]> {
  const what = 'token validation';
  const { statusCode, body } = (await twilio.request({
    method: 'post',
    uri: `https://iam.twilio.com/v1/Accounts/${twilio.accountSid}/Tokens/validate`,
    headers: { 'Content-Type': 'application/json' },
    data: { token: 'not-a-token' },
  })) as { statusCode: number; body: { valid?: unknown; code?: unknown } | string };
  const { valid, code } = typeof body === 'object' ? body : {};
  if (valid === false) return [exists(what)];
  const answer = `${statusCode}${typeof code === 'number' && code > 0 ? ` (error ${code})` : ''}`;
  return [
    wrong(
      what,
      `Twilio answered ${answer} instead of refusing a wrong token, so agents can’t sign in to the Functions.`,
      'Check that the credentials belong to this account and region.',
    ),
  ];
}
