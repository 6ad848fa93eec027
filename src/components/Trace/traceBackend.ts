import type { Backend } from '../../backend/createBackend';
import { customerTimelineResponse, dailyResponse, mendResponse, traceResponse } from '../../contract/trace';
import type { DailyRequest, MendRequest, TraceRequest } from '../../contract/trace';

/** The routes that the view alone asks. */
export const traceBackend = (backend: Backend) => ({
  trace: (request: TraceRequest) => backend.call('trace', traceResponse, request),
  mend: (request: MendRequest) => backend.call('mend', mendResponse, request),
  daily: (request: DailyRequest) => backend.call('daily', dailyResponse, request),
  customerTimeline: (what: string) => backend.call('customer-timeline', customerTimelineResponse, { what }),
});
