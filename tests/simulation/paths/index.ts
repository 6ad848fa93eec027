import type { Path } from './Path';
import { inbound, reply } from './customerWrites';
import { finishTakeOver, join, openConversations } from './remedies';
import { schedule, scheduleCancel, scheduleChange } from './schedule';
import { interactions, interactionsWithFile, outreach, reuse } from './starts';
import { contactRequests, contactRequestsOpen, reminders } from './systems';
import { back, park } from './waiting';

/** Every path, in the order of docs/failures.md. */
export const PATHS: readonly Path[] = [
  interactions,
  interactionsWithFile,
  reuse,
  outreach,
  reply,
  reminders,
  schedule,
  scheduleChange,
  scheduleCancel,
  openConversations,
  join,
  finishTakeOver,
  park,
  back,
  contactRequests,
  contactRequestsOpen,
  inbound,
];
