/** Whether Twilio's rate limits, queues and lags are in force. */
export const PROFILES = ['usual', 'strict'] as const;
export type Profile = (typeof PROFILES)[number];
