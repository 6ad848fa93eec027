/** Of everything that a probe makes: so that what one has left is found by the next. */
export const PROBE_NAME = 'Messaging Controls probe';

/** Friendly names of its queues. */
export const QUEUES = { ofWorkflow: PROBE_NAME, other: `${PROBE_NAME} 2` } as const;

/** Unique names of its conversations. */
export const CONVERSATIONS = {
  first: 'messaging-controls-probe-1',
  second: 'messaging-controls-probe-2',
  empty: 'messaging-controls-probe-empty',
  /** Of what Twilio has to refuse. */
  refused: 'messaging-controls-probe-refused',
} as const;

/** The probe's own worker alone, who never signs in. */
export const TARGET_WORKERS = "messaging_controls_probe == 'yes'";

/** No type of Twilio's: what is answered to it is what a type is answered that is not taken. */
export const NO_TYPE = 'nonsense';
export const DOUBTED_TYPES = ['rcs', 'apple', 'messenger', 'web'] as const;

/** https://www.twilio.com/docs/conversations-classic/states-timers */
export const TIMER = 'PT1H';

/** What a probe sends as it is: it tells of nobody, and a replay needs it. */
export const PROBE_LITERALS: ReadonlySet<string> = new Set([
  'default',
  'sms',
  'yes',
  NO_TYPE,
  TIMER,
  TARGET_WORKERS,
  ...Object.values(CONVERSATIONS),
  ...DOUBTED_TYPES,
]);
