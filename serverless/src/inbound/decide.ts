import type { Inbound } from '../../../src/settings/settingsSchema';
import { isOpen } from './businessHours';
import { containsWords } from './containsWords';

/** What becomes of a customer's message; `answer` is what is said because nobody is there. */
export type Decision =
  | { kind: 'ignore' }
  | { kind: 'answerOnly'; answer: string | undefined }
  | { kind: 'task'; queueSid: string | undefined; answer: string | undefined };

/** Spam makes nothing; nor does anybody outside of the hours, where the settings say so; then keywords name the queue. */
export function decide({ spam, businessHours, keywords }: Inbound, text: string, now: Date): Decision {
  if (containsWords(text, spam)) return { kind: 'ignore' };
  const isClosed = businessHours !== undefined && !isOpen(businessHours, now);
  const answer = isClosed ? businessHours.answer : undefined;
  if (isClosed && businessHours.outOfHours === 'answerOnly') return { kind: 'answerOnly', answer };
  return { kind: 'task', queueSid: keywords.find(({ words }) => containsWords(text, words))?.queueSid, answer };
}
