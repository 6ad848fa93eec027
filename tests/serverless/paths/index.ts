import type { Path } from './Path';
import { contactRequests, contactRequestsOpen } from './contactRequests';
import { finishTakeOver, join, openConversations } from './remedies';
import { schedule, scheduleCancel, scheduleChange } from './schedule';
import { inbound } from './inbound';
import { interactions } from './interactions';
import { outreach } from './outreach';
import { reminders } from './reminders';
import { reply } from './reply';
import { reuse } from './reuse';

/** Every path, in the order of docs/failures.md. */
export const PATHS: readonly Path[] = [
  interactions,
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
  contactRequests,
  contactRequestsOpen,
  inbound,
];
