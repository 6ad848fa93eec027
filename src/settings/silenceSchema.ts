import * as v from 'valibot';

import { because, strictReason, wholeNumber } from './settingsSchema';

const minutes = v.pipe(wholeNumber, v.maxValue(1_440, because('tooMuch')));

/** Of a customer whom an agent has neither answered nor shown any activity for: `POST /silence`. */
export const silenceSchema = v.pipe(
  v.strictObject(
    {
      /** Whether anybody is told at all. */
      isOn: v.optional(v.boolean(because('notTrueOrFalse')), true),
      /** Minutes after which the agent is told, in Flex. */
      tellAgentMinutes: v.optional(minutes, 5),
      /** Minutes after which supervisors are told, as they are of a call for help. Longer than `tellAgentMinutes`. */
      tellSupervisorMinutes: v.optional(minutes, 10),
      /**
       * Minutes after which the conversation is offered to another agent of the queue that it came from; the agent goes when
       * that one has accepted. Longer than `tellSupervisorMinutes`; never where it is left out.
       */
      giveBackMinutes: v.optional(minutes),
    },
    strictReason,
  ),
  v.forward(
    v.check(
      ({ tellAgentMinutes, tellSupervisorMinutes }) => tellAgentMinutes < tellSupervisorMinutes,
      because('notLater'),
    ),
    ['tellSupervisorMinutes'],
  ),
  v.forward(
    v.check(
      ({ tellSupervisorMinutes, giveBackMinutes }) =>
        giveBackMinutes === undefined || tellSupervisorMinutes < giveBackMinutes,
      because('notLater'),
    ),
    ['giveBackMinutes'],
  ),
);

export type SilenceSettings = v.InferOutput<typeof silenceSchema>;

/** Those of one that is wrong: nobody's work is taken by times that nobody meant. */
export const usualSilence = (): SilenceSettings => v.parse(silenceSchema, {});
