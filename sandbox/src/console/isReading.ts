import type { TimelineEntry } from '../http/Timeline';

/** A request that only looked, and found what it asked for: polling, mostly. Flex asks the event bridge by POST. */
export const isReading = ({ kind, name, host, status = 0, parameters }: TimelineEntry): boolean => {
  if (kind !== 'request' || status === 0 || status >= 400) return false;
  return name === 'GET' || (host === 'event-bridge.twilio.com' && parameters?.['method'] === 'GET');
};
