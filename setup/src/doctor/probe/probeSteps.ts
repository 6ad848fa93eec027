import { closingSteps } from './closingSteps';
import { conversationSteps } from './conversationSteps';
import { interactionSteps } from './interactionSteps';
import { messageSteps } from './messageSteps';
import { nobody } from './nobody';
import type { ProbeStep } from './Probe';
import { queueWithoutWorker } from './queueWithoutWorker';

/** In this order each finds what it needs. */
export const PROBE_STEPS: readonly ProbeStep[] = [
  nobody,
  ...conversationSteps,
  ...interactionSteps,
  ...messageSteps,
  ...closingSteps,
  queueWithoutWorker,
];
