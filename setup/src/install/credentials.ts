import type { Twilio } from 'twilio';

/** What the helper signs in with: account SID and auth token, or an API key and its secret. */
export const credentials = ({ username, password }: Twilio): { username: string; password: string } => ({
  username: username ?? '',
  password: password ?? '',
});
